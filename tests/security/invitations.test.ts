/** Invitations under attack — OWASP ASVS 5 §6.3.8, CWE-640, CWE-362; row HL-18. */
import { newBearerValue } from '@symbolon/foundation';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Administrator,
  firstAdministrator,
  root,
  signInAdministrator,
} from '../testkit/administrator.ts';
import { Browser, type Page, readForm } from '../testkit/browser.ts';
import { errorsOf, titleOf } from '../testkit/hosted-flow.ts';
import { type Arrived, invite, lastLink } from '../testkit/invitation.ts';
import { signIn } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { alice, createWorld, type World } from '../testkit/world.ts';
import { poolOf } from './invariants.ts';

const password = 'a password that a guest has chosen';
const dead = 'This invitation cannot be used';
const taken = 'You have an account already';

let world: World;
let owner: Administrator;
beforeAll(async () => {
  world = await createWorld({
    pool: { agreements: [{ id: 'terms', title: 'Terms', url: 'https://rp.test/terms' }] },
    pools: [{ name: 'other', invitation_lifetime: 3600 }],
  });
  await firstAdministrator(world);
});
afterAll(() => world.close());
// Days pass in some of these: no access token is good for so long.
beforeEach(async () => {
  world.clock.advance(60);
  owner = await signInAdministrator(world, root);
});

let made = 0;
const guest = () => `guest${++made}@example.org`;
const invited = async (body: object = {}, pool?: string): Promise<Arrived & { readonly email: string }> => {
  const email = guest();
  return { email, ...(await invite(world, owner, { email, ...body }, pool)) };
};
const open = async (link: string, browser = new Browser()) =>
  browser.follow(await browser.get(link), world.origin);
const accept = async (page: Page, browser: Browser, fields: object = {}) =>
  browser.submit(page, { password, agreement_terms: 'on', ...fields });
const userOf = (email: string, pool = 'default') => world.storage.users.findByIdentifier(poolOf(pool), email);
const session = ({ cookies }: Browser) => [...cookies.keys()].find(name => name.includes('symbolon-session'));

/** Opens it in a browser of its own, and accepts. */
async function acceptAt(link: string): Promise<{ page: Page; answer: Page; browser: Browser }> {
  const browser = new Browser();
  const page = await open(link, browser);
  return { page, browser, answer: await accept(page, browser) };
}

describe('an invitation', () => {
  it('makes the account that was meant, with the address proven, and signs in, while nobody can sign up', async () => {
    const { email, link } = await invited({ name: 'Grace' });
    const browser = new Browser();
    const page = await open(link, browser);
    expect([page.status, titleOf(page)]).toEqual([200, 'You are invited to default']);
    expect(page.body).toContain('value="Grace"');
    const answer = await accept(page, browser, { name: 'Grace Hopper' });
    expect([answer.status, answer.location]).toEqual([303, `${world.origin}/u`]);
    const user = await userOf(email);
    const stored = await world.storage.directory.find(poolOf('default'), user?.id ?? '');
    expect(stored).toMatchObject({
      displayName: 'Grace Hopper',
      hasPassword: true,
      role: undefined,
      claims: { email, email_verified: true, name: 'Grace Hopper' },
    });
    expect((await browser.get(`${world.origin}/u`)).body).toContain('Grace Hopper');
    const again = await signIn(world, new Browser(), {}, { username: email, password });
    expect(again.location).toContain('code=');
  });

  it('wants a password by the rules and what must be agreed to, and waits on until then', async () => {
    const { email, link } = await invited();
    const browser = new Browser();
    const page = await open(link, browser);
    const wrong = [{ password: '' }, { password: 'short' }, { password: 'x'.repeat(1100) }];
    for (const fields of wrong) expect((await accept(page, browser, fields)).status).toBe(400);
    const unagreed = await browser.submit(page, { password });
    expect([unagreed.status, errorsOf(unagreed)]).toEqual([400, ['To go on, agree to this.']]);
    expect(await userOf(email)).toBeUndefined();
    expect((await accept(page, browser)).status).toBe(303);
  });

  it('does nothing by GET or HEAD, however often', async () => {
    const { email, link } = await invited();
    for (const method of ['GET', 'HEAD', 'GET']) await fetch(link, { method });
    expect((await open(link)).status).toBe(200);
    expect(await userOf(email)).toBeUndefined();
    expect((await acceptAt(link)).answer.status).toBe(303);
  });

  it('is nowhere but in the message: stored hashed, and neither told nor logged', async () => {
    const { link, id } = await invited();
    const token = new URL(link).searchParams.get('token') ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    const told = await owner.call('GET', `/pools/default/invitations/${id}`);
    expect(told.text).not.toContain(token);
    await acceptAt(link);
    const { events } = await world.storage.audit.list(poolOf('default'), { limit: 500 });
    expect(JSON.stringify(events)).not.toContain(token);
    expect(world.log.join('')).not.toContain(token);
    const page = await open(link);
    expect(page.url).not.toContain(token);
    expect(page.body).not.toContain(token);
  });
});

describe('HL-18: an invitation is refused', () => {
  it.each([
    [
      'forged',
      (link: string) => link.replace(/token=.*/, `token=${newBearerValue(size => Buffer.alloc(size))}`),
    ],
    ['altered', (link: string) => `${link.slice(0, -2)}${link.endsWith('AA') ? 'BA' : 'AA'}`],
    ['cut', (link: string) => link.slice(0, -1)],
    ['empty', (link: string) => link.replace(/token=.*/, 'token=')],
    ['of another pool', (link: string) => link.replace('/invitation', '/other/invitation')],
  ])('where its token is %s', async (_name, change) => {
    const { email, link } = await invited();
    const page = await open(change(link));
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.body).not.toContain(email);
    expect(await userOf(email)).toBeUndefined();
  });

  it('where its form is sent to another pool, or from another browser or site', async () => {
    const { email, link } = await invited();
    const browser = new Browser();
    const page = await open(link, browser);
    const { action, hidden } = readForm(page);
    const fields = { ...Object.fromEntries(hidden), password, agreement_terms: 'on' };
    const elsewhere = await browser.post(action.replace('/invitation', '/other/invitation'), fields);
    const stolen = await new Browser().post(action, fields);
    const forged = await browser.post(action, fields, { origin: 'https://evil.test' });
    expect([elsewhere.status, stolen.status, forged.status]).toEqual([403, 403, 403]);
    expect([await userOf(email), await userOf(email, 'other')]).toEqual([undefined, undefined]);
  });

  it('nothing that is sent along changes the address, the role or what is verified', async () => {
    const { email, link } = await invited();
    const browser = new Browser();
    const more = {
      email: alice.email,
      known_as: 'root',
      role: 'owner',
      email_verified: 'false',
      username: 'root',
    };
    expect((await accept(await open(link, browser), browser, more)).status).toBe(303);
    const { id = '' } = (await userOf(email)) ?? {};
    expect(await world.storage.directory.find(poolOf('default'), id)).toMatchObject({
      identifiers: [{ kind: 'email', value: email }],
      role: undefined,
      claims: { email_verified: true },
    });
  });

  it('after it was used, to whoever holds it', async () => {
    const { link } = await invited();
    expect((await acceptAt(link)).answer.status).toBe(303);
    const again = await open(link);
    expect([again.status, titleOf(again)]).toEqual([410, dead]);
    await settled(world);
    const { events } = await world.storage.audit.list(poolOf('default'), { limit: 50 });
    const told = events.filter(({ type }) => type === 'invitation.accepted').slice(0, 2);
    expect(told.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
  });

  it('to all but one of fifty who send it at once', async () => {
    const { email, link } = await invited();
    const forms = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const browser = new Browser();
        return { browser, page: await open(link, browser) };
      }),
    );
    const answers = await Promise.all(forms.map(({ page, browser }) => accept(page, browser)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(forms.filter(({ browser }) => session(browser) !== undefined)).toHaveLength(1);
    for (const { status } of answers) expect([303, 409, 410, 503]).toContain(status);
    expect(await userOf(email)).toBeDefined();
  });

  it('once it has expired: after seven days, or as the pool says, also with the form open', async () => {
    const { email, link } = await invited();
    const browser = new Browser();
    world.clock.advance(7 * 86_400 - 10);
    const page = await open(link, browser);
    expect(page.status).toBe(200);
    world.clock.advance(10);
    expect(titleOf(await accept(page, browser))).toBe(dead);
    expect(titleOf(await open(link))).toBe(dead);
    expect(await userOf(email)).toBeUndefined();
    owner = await signInAdministrator(world, root);
    const short = await invited({}, 'other');
    world.clock.advance(3600);
    expect(titleOf(await open(short.link))).toBe(dead);
  });

  it('once it was revoked, or sent again for its former link, also with the form open', async () => {
    const { id, link } = await invited();
    const path = `/pools/default/invitations/${id}`;
    const browser = new Browser();
    const page = await open(link, browser);
    expect((await owner.call('POST', `${path}/resend`)).status).toBe(200);
    expect(titleOf(await accept(page, browser))).toBe(dead);
    const renewed = lastLink(world);
    const next = await open(renewed, browser);
    expect(next.status).toBe(200);
    expect((await owner.call('DELETE', path)).status).toBe(204);
    expect(titleOf(await accept(next, browser))).toBe(dead);
    expect(titleOf(await open(renewed))).toBe(dead);
    expect((await owner.call('POST', `${path}/resend`)).status).toBe(404);
  });

  it('where somebody else is signed in, until they sign out', async () => {
    const { email, link } = await invited();
    const browser = new Browser();
    const asked = await open(link, browser);
    await signIn(world, browser, {}, alice);
    const refused = await accept(asked, browser);
    expect([refused.status, titleOf(refused)]).toEqual([409, 'This invitation is for somebody else']);
    expect(refused.body).toContain(email);
    expect(await userOf(email)).toBeUndefined();
    const left = await browser.submit(await open(link, browser), { action: 'sign_out' });
    const page = await browser.follow(left, world.origin);
    expect(session(browser)).toBeUndefined();
    const form = page.body.includes('name="password"') ? page : await open(link, browser);
    expect((await accept(form, browser)).status).toBe(303);
  });

  it('where its address belongs to a user by now, before and after the form was opened', async () => {
    const { email, link, id } = await invited();
    const browser = new Browser();
    const asked = await open(link, browser);
    await owner.call('POST', '/pools/default/users', { body: { email } });
    for (const page of [await accept(asked, browser), await open(link)])
      expect([page.status, titleOf(page)]).toEqual([409, taken]);
    expect(session(browser)).toBeUndefined();
    expect((await owner.call('GET', `/pools/default/invitations/${id}`)).status).toBe(200);
    const again = await owner.call('POST', '/pools/default/invitations', { body: { email } });
    expect(again.status).toBe(409);
  });
});

describe('HL-18: an invitation to a pool in which nobody signs in by an address alone any more', () => {
  const settings = '/pools/later/settings';
  const signsInBy = async (methods: readonly string[]) => {
    const { etag } = await owner.call('GET', settings);
    const change = { body: { sign_in: { methods } }, etag };
    expect((await owner.call('PUT', settings, change)).status).toBe(200);
  };

  it('is refused with whom to ask, also with the form open, and waits on', async () => {
    await owner.call('POST', '/pools', { body: { name: 'later' } });
    const { email, link, id } = await invited({}, 'later');
    const browser = new Browser();
    const asked = await open(link, browser);
    for (const methods of [['phone_code'], ['phone_code', 'passkey']]) {
      await signsInBy(methods);
      for (const page of [await open(link), await browser.submit(asked, { password })]) {
        expect([page.status, titleOf(page)]).toEqual([
          409,
          'This invitation cannot be accepted at the moment',
        ]);
        expect(page.body).toContain('Ask those who invited you to');
        expect(page.body).not.toContain('/login"');
      }
    }
    expect(await userOf(email, 'later')).toBeUndefined();
    expect((await owner.call('GET', `/pools/later/invitations/${id}`)).status).toBe(200);
    await signsInBy(['phone_code', 'email_code']);
    expect((await browser.submit(await open(link, browser), {})).status).toBe(303);
    expect(await userOf(email, 'later')).toBeDefined();
  });
});

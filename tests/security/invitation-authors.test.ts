/** An invitation to administrate: what it leads to, and that no privilege outlives its giver — CWE-613; row HL-18. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Administrator,
  anotherAdministrator,
  callAdmin,
  firstAdministrator,
  root,
  signInAdministrator,
} from '../testkit/administrator.ts';
import { authenticatorApp } from '../testkit/authenticator-app.ts';
import { Browser, type Page } from '../testkit/browser.ts';
import { titleOf } from '../testkit/hosted-flow.ts';
import { invite, lastLink } from '../testkit/invitation.ts';
import { basic, post } from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { createWorld, type World } from '../testkit/world.ts';
import { poolOf } from './invariants.ts';

const password = 'a password that a guest has chosen';
const dead = 'This invitation cannot be used';
const path = '/pools/administrators/invitations';

let world: World;
let owner: Administrator;
beforeAll(async () => {
  world = await createWorld();
  await firstAdministrator(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.advance(60);
  owner = await signInAdministrator(world, root);
});

let made = 0;
const guest = () => `heir${++made}@example.org`;
const accept = (browser: Browser, page: Page, fields: object = {}) =>
  browser.submit(page, { password, ...fields });
const open = async (browser: Browser, link: string) => browser.follow(await browser.get(link), world.origin);
const userOf = (email: string, pool = 'administrators') =>
  world.storage.users.findByIdentifier(poolOf(pool), email);
const standingOf = async (id: string) => (await owner.call('GET', `${path}/${id}`)).json['standing'];

/** What happens to the author between the sending and the acceptance. */
const changes: readonly (readonly [string, (id: string, etag: string) => Promise<number>])[] = [
  [
    'may not make administrators any more',
    async (id, etag) =>
      (await owner.call('PATCH', `/administrators/${id}`, { body: { role: 'administrator' }, etag })).status,
  ],
  ['is locked', async id => (await owner.call('POST', `/pools/administrators/users/${id}/lock`)).status],
  ['is gone', async (id, etag) => (await owner.call('DELETE', `/administrators/${id}`, { etag })).status],
];

describe.each(changes)('HL-18: an invitation to administrate whose author %s', (_name, change) => {
  it('is dead, also with the form open, until another owner sends it', async () => {
    const author = await anotherAdministrator(world, owner, { username: `author${++made}`, role: 'owner' });
    const email = guest();
    const { id, link } = await invite(world, author, { email, role: 'owner' }, 'administrators');
    const browser = new Browser();
    const form = await open(browser, link);
    expect([form.status, await standingOf(id)]).toEqual([200, 'good']);
    const { etag } = await owner.call('GET', `/administrators/${author.id}`);
    expect(await change(author.id, etag)).toBeLessThan(300);
    expect(await standingOf(id)).toBe('orphaned');
    for (const page of [await accept(browser, form), await open(new Browser(), link)])
      expect([page.status, titleOf(page)]).toEqual([410, dead]);
    expect(await userOf(email)).toBeUndefined();
    await settled(world);
    const { events } = await world.storage.audit.list(poolOf('administrators'), { limit: 100 });
    const refused = events.find(
      ({ type, outcome }) => `${type} ${outcome}` === 'invitation.accepted refused',
    );
    expect(refused?.reason).toBe('orphaned');
    const again = await owner.call('POST', `${path}/${id}/resend`);
    expect(again.json).toMatchObject({ standing: 'good', invited_by: owner.id });
    const next = new Browser();
    expect((await accept(next, await open(next, lastLink(world)))).status).toBe(303);
    expect(await userOf(email)).toBeDefined();
  });

  it('leaves those to other pools as they are', async () => {
    const author = await anotherAdministrator(world, owner, { username: `author${++made}`, role: 'owner' });
    const email = guest();
    const { link } = await invite(world, author, { email });
    const { etag } = await owner.call('GET', `/administrators/${author.id}`);
    expect(await change(author.id, etag)).toBeLessThan(300);
    const browser = new Browser();
    expect((await accept(browser, await open(browser, link))).status).toBe(303);
    expect(await userOf(email, 'default')).toBeDefined();
  });
});

describe('HL-18: an invitation to administrate that a machine sent', () => {
  const applications = '/pools/administrators/applications';
  const rights = { scope: 'users:write administrators:write' };
  const machine = async () => {
    const body = {
      ...{ client_id: `robot${++made}`, grant_types: ['client_credentials'], ...rights },
      audience: `${world.origin}/admin/v1`,
    };
    const { json } = await owner.call('POST', applications, { body });
    const proof = basic(body.client_id, String(json['client_secret']));
    const asked = { grant_type: 'client_credentials', ...rights };
    const issued = await post(`${world.origin}/administrators/oidc/token`, asked, proof);
    const call: Administrator['call'] = (method, where, sent) =>
      callAdmin(world, String(issued.json['access_token']), method, where, sent);
    return { at: `${applications}/${body.client_id}`, call };
  };

  it.each<[string, object | undefined]>([
    ['has lost the right', { scope: 'users:write' }],
    ['is disabled', { enabled: false }],
    ['is gone', undefined],
  ])('is dead once it %s', async (_name, change) => {
    const { at, call } = await machine();
    const email = guest();
    const { id, link } = await invite(world, { call }, { email, role: 'auditor' }, 'administrators');
    const browser = new Browser();
    const form = await open(browser, link);
    expect([form.status, await standingOf(id)]).toEqual([200, 'good']);
    const { etag } = await owner.call('GET', at);
    const changed = change
      ? await owner.call('PATCH', at, { body: change, etag })
      : await owner.call('DELETE', at, { etag });
    expect(changed.status).toBeLessThan(300);
    expect(await standingOf(id)).toBe('orphaned');
    expect(titleOf(await accept(browser, form))).toBe(dead);
    expect(await userOf(email)).toBeUndefined();
  });
});

describe('HL-18: an administrator is invited', () => {
  /** Of the settings of their pool. */
  const write = async (sign_in: object) => {
    const settings = '/pools/administrators/settings';
    const { etag } = await owner.call('GET', settings);
    await owner.call('PUT', settings, { body: { sign_in }, etag });
  };

  it('by one who may make administrators, with the role that was written and no other, and is led to the console', async () => {
    const email = guest();
    const { link } = await invite(world, owner, { email, role: 'auditor' }, 'administrators');
    const browser = new Browser();
    const page = await open(browser, link);
    const accepted = await accept(browser, page, { role: 'owner' });
    expect([accepted.status, accepted.location]).toEqual([303, `${world.origin}/console/`]);
    const { id = '' } = (await userOf(email)) ?? {};
    expect((await owner.call('GET', `/administrators/${id}`)).json).toMatchObject({ role: 'auditor', email });
  });

  it('and is led to the console also behind a second factor that is set up first', async () => {
    await write({ second_factor: 'required' });
    const { link } = await invite(world, owner, { email: guest(), role: 'auditor' }, 'administrators');
    const browser = new Browser();
    const accepted = await accept(browser, await open(browser, link));
    const page = await browser.follow(accepted, world.origin);
    const app = authenticatorApp(world, /id="secret">([A-Z2-7]{32})</.exec(page.body)?.[1] ?? '');
    const codes = await browser.submit(page, { code: app.code() });
    expect((await browser.submit(codes, {})).location).toBe(`${world.origin}/console/`);
    await write({});
  });

  it('and is offered a passkey on the way there, as after a sign-in', async () => {
    await write({ methods: ['password', 'passkey'] });
    const { link } = await invite(world, owner, { email: guest(), role: 'auditor' }, 'administrators');
    const browser = new Browser();
    const accepted = await accept(browser, await open(browser, link), { passkey_capable: 'yes' });
    const offer = await browser.follow(accepted, world.origin);
    expect(titleOf(offer)).toBe('Sign in faster next time');
    const declined = await browser.submit(offer, { action: 'decline' });
    expect(declined.location).toBe(`${world.origin}/console/`);
    await write({});
  });

  it('by nobody else, and never without a role, nor elsewhere with one', async () => {
    const who = { username: `admin${++made}`, role: 'administrator' };
    const administrator = await anotherAdministrator(world, owner, who);
    for (const role of ['owner', 'auditor'])
      expect((await administrator.call('POST', path, { body: { email: guest(), role } })).status).toBe(403);
    expect((await administrator.call('GET', path)).status).toBe(403);
    expect((await owner.call('POST', path, { body: { email: guest() } })).status).toBe(400);
    const elsewhere = { email: guest(), role: 'owner' };
    expect((await owner.call('POST', '/pools/default/invitations', { body: elsewhere })).status).toBe(400);
    expect((await callAdmin(world, undefined, 'POST', path, { body: elsewhere })).status).toBe(401);
  });
});

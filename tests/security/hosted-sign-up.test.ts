/** Sign-up under attack, and what became of accounts that others had made — OWASP ASVS 5 §6.3, CWE-841; rows HL. */
import { createSystemRandom } from '@symbolon/foundation';
import { createPasswordHasher } from '@symbolon/login';
import { beforeEach, describe, expect, it } from 'vitest';
import { titleOf } from '../testkit/hosted-flow.ts';
import { authorizationUrl } from '../testkit/relying-party.ts';
import { c1, useFixture } from './fixture.ts';
import { flowSteps } from './flow-steps.ts';
import { poolOf } from './invariants.ts';

const settings = { sign_in: { methods: ['password', 'email_code'] }, sign_up: true };
const fixture = useFixture({ pool: settings });
const world = () => fixture().world;
const pool = poolOf('default');
const { begin, open, stranger, store } = flowSteps(world);

// Nobody waits out what an earlier test has counted.
beforeEach(() => world().clock.advance(3600));

describe('sign-up', () => {
  it('HL-14: takes one plain address, and sends to nobody else', async () => {
    const { flow, page } = await open('/sign-up');
    const sent = world().messages.length;
    for (const email of [
      'a@x.test\r\nBcc: b@y.test',
      '"a\r\nRCPT TO"@x',
      'victim@x.test,evil@y.test',
      'victim@x.test evil@y.test',
      '<a@x>',
      `${'a'.repeat(10_000)}@x.test`,
      'victim＠x.test',
      'a@x.test;b',
      'a(b)@x.test',
    ])
      expect((await flow.submit(page, { email })).status, email.slice(0, 40)).toBe(400);
    const nul = await flow.browser.submit(page, { email: 'a\0@x.test' });
    expect(nul.status).toBe(400);
    expect(world().messages.length).toBe(sent);
  });

  it('HL-16: is one identity in every spelling', async () => {
    const address = stranger();
    for (const email of [address, address.toUpperCase(), ` ${address} `, address.replace('s', 'ｓ')]) {
      world().clock.advance(3600);
      const { flow, page } = await open('/sign-up');
      const code = await flow.submit(page, { email });
      expect(titleOf(code), email).toBe('Enter the code');
      if (email === address) {
        const details = await flow.submit(code, { code: await world().codeFor(address) });
        const done = await flow.submit(details, { password: 'a password of mine' });
        expect(done.location).toContain('code=');
      } else {
        await expect.poll(() => world().messages.at(-1)?.tidings.kind).toBe('already_signed_up');
        expect(world().messages.at(-1)?.to.address).toBe(address);
      }
    }
  });

  it('HL-17: is refused on every path where it is off', async () => {
    const { flow, page } = await open('/sign-up');
    const email = stranger();
    const code = await flow.submit(page, { email });
    const right = await world().codeFor(email);
    const details = await flow.submit(code, { code: right });
    await world().restart({ pool: { sign_up: false } });
    expect((await flow.open(c1)).body).not.toContain('/sign-up');
    for (const step of [page, details]) {
      expect((await flow.browser.get(step.url)).status).toBe(400);
      const typed = { email, password: 'a password of mine' };
      expect((await flow.browser.submit(step, typed)).status).toBe(400);
    }
    expect(await world().storage.users.findByIdentifier(pool, email)).toBeUndefined();
    await world().restart({ pool: { sign_in: { methods: ['password', 'email_code'] }, sign_up: true } });
  });
});

describe('HL-20: what one set up who only claimed an address', () => {
  const attackers = 'a password of the attacker';
  const mine = 'a password of the owner';

  /** Somebody signs up with the address of another, by the API that verifies nothing, and uses the account. */
  async function claimed() {
    const identifier = stranger();
    const hashed = await createPasswordHasher({ random: createSystemRandom() }).hash(attackers);
    if (hashed.kind !== 'hashed') throw new Error('not hashed');
    await store(identifier.replace(/@.*/, ''), {
      identifiers: [{ kind: 'email', value: identifier }],
      claims: { email: identifier, email_verified: false },
      passwordHash: hashed.hash,
    });
    const attacker = begin();
    const done = await attacker.submit(await attacker.open(c1), { identifier, password: attackers });
    expect(done.location).toContain('code=');
    const isSignedIn = async () =>
      (await attacker.browser.get(authorizationUrl(world(), { ...c1, prompt: 'none' }))).location?.includes(
        '?code=',
      );
    expect(await isSignedIn()).toBe(true);
    return { identifier, isSignedIn };
  }

  it('goes when its owner signs in by code', async () => {
    const { identifier, isSignedIn } = await claimed();
    const flow = begin();
    const code = await flow.submit(await flow.open(c1), { identifier, action: 'code' });
    const done = await flow.submit(code, { code: await world().codeFor(identifier) });
    expect(done.location).toContain('code=');
    expect(await isSignedIn()).toBe(false);
    const again = begin();
    const refused = await again.submit(await again.open(c1), { identifier, password: attackers });
    expect([refused.status, refused.location]).toEqual([400, undefined]);
  });

  it('goes when its owner recovers the account', async () => {
    const { identifier, isSignedIn } = await claimed();
    const { flow, page } = await open('/recover');
    const code = await flow.submit(page, { identifier });
    const choose = await flow.submit(code, { code: await world().codeFor(identifier) });
    expect(await isSignedIn()).toBe(false);
    const login = await flow.submit(choose, { password: mine });
    expect((await flow.submit(login, { identifier, password: attackers })).status).toBe(400);
    expect((await flow.submit(login, { identifier, password: mine })).location).toContain('code=');
  });
});

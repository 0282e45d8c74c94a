/** An account that comes to its owner while somebody else acts at its page — rows SC-09, HL-20, OWASP ASVS 5 §15.4.2. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { defaultPool } from '../testkit/messages.ts';
import { signIn } from '../testkit/relying-party.ts';
import { alice, createWorld, type World, type WorldOptions } from '../testkit/world.ts';

const address = 'owner@example.org';

let world: World;
/** What is done meanwhile, once. */
let acts: { [Moment in 'confirmed' | 'looked up']?: (() => Promise<unknown>) | undefined } = {};
const comesTo = async (moment: keyof typeof acts) => {
  const act = acts[moment];
  acts[moment] = undefined;
  await act?.();
};

/** `confirmed`: a password or a code was just found right; `looked up`: the session was, its user is about to be. */
const around: WorldOptions['around'] = storage => ({
  ...storage,
  attempts: {
    ...storage.attempts,
    async forget(pool, key) {
      await storage.attempts.forget(pool, key);
      await comesTo('confirmed');
    },
  },
  directory: {
    ...storage.directory,
    async find(pool, id) {
      await comesTo('looked up');
      return storage.directory.find(pool, id);
    },
  },
});

let browser: Browser;
/** Eve, who signed up with an address that is not hers. */
beforeEach(async () => {
  world = await createWorld({ around, pool: { sign_in: { methods: ['password', 'email_code'] } } });
  const { passwordHash } = (await world.storage.users.findByIdentifier(defaultPool, 'alice')) ?? {};
  const identifiers = [
    { kind: 'username', value: 'eve' },
    { kind: 'email', value: address },
  ] as const;
  const claims = { email: address, email_verified: false };
  const eve = { id: 'eve', identifiers, passwordHash, claims, managedBy: 'self' } as const;
  await world.storage.users.create(defaultPool, eve, world.clock.now());
  browser = new Browser();
  await signIn(world, browser, {}, { username: 'eve', password: alice.password });
});
afterEach(() => {
  acts = {};
  return world.close();
});

const ending = () => ({ at: world.clock.now(), deliverUntil: world.clock.now() });
const proven = () => world.storage.users.proveAddress(defaultPool, 'eve', 'email', ending());
async function recovered() {
  const { passwordHash: from } = (await world.storage.users.find(defaultPool, 'eve')) ?? {};
  await world.storage.users.changePassword(defaultPool, 'eve', { from, to: 'of the owner' }, ending());
}

async function send(path: string, fields: Record<string, string>): Promise<Page> {
  const page = await browser.get(`${world.origin}/u`);
  const ticket = /name="ticket" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  return browser.follow(await browser.post(`${world.origin}/u${path}`, { ticket, ...fields }), world.origin);
}

it.each([
  ['recovers it', recovered, 'of the owner'],
  ['proves its address', proven, undefined],
] as const)(
  'SC-09: keeps the password of its owner, who %s while the old one is confirmed',
  async (_what, act, kept) => {
    acts.confirmed = act;
    const page = await send('/password', { password: alice.password, new_password: 'eve wants it back' });
    expect(page.body).toContain('name="identifier"');
    expect((await world.storage.users.find(defaultPool, 'eve'))?.passwordHash).toBe(kept);
  },
);

it('SC-09: keeps the address of its owner, who proves it while another one is proven', async () => {
  const asked = await send('/email', { password: alice.password, address: 'eve@elsewhere.example' });
  const code = await world.codeFor('eve@elsewhere.example');
  acts.confirmed = proven;
  await browser.submit(asked, { code });
  const user = await world.storage.directory.find(defaultPool, 'eve');
  expect(user?.claims).toEqual({ email: address, email_verified: true });
});

it('SC-09: takes nothing from a session that ends as its form arrives', async () => {
  const page = await browser.get(`${world.origin}/u`);
  const ticket = /name="ticket" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  acts['looked up'] = proven;
  const answer = await browser.post(`${world.origin}/u/password`, {
    ticket,
    new_password: 'eve wants it back',
  });
  expect(answer.location).toContain('/login?ticket=');
  expect((await world.storage.users.find(defaultPool, 'eve'))?.passwordHash).toBeUndefined();
});

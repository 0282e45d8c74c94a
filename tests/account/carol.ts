/** Carol, who signed up by herself, and what her browser does at the account page. */
import { createSystemRandom } from '@symbolon/foundation';
import { createPasswordHasher } from '@symbolon/login';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { defaultPool } from '../testkit/messages.ts';
import { authorizationUrl, signIn } from '../testkit/relying-party.ts';
import { createWorld, type World } from '../testkit/world.ts';

export const carol = {
  username: 'carol',
  password: 'carol knows a long one',
  email: 'carol@example.org',
} as const;

export let passwordHash: string;
export let world: World;

let isChanged = false;

/** Other settings of the pool, for one test. */
export async function changeSettings(pool: object): Promise<void> {
  isChanged = true;
  await world.restart({ pool });
}

/** One world for a file, and a new Carol in it for each test, an hour later. */
export function withCarol(): void {
  beforeAll(async () => {
    world = await createWorld();
    const hashed = await createPasswordHasher({ random: createSystemRandom() }).hash(carol.password);
    if (hashed.kind !== 'hashed') throw new Error(hashed.kind);
    passwordHash = hashed.hash;
  });
  beforeEach(async () => {
    if (isChanged) await world.restart({ pool: {} });
    isChanged = false;
    world.clock.advance(3600);
    for (const id of ['carol', 'dave']) await remove(id);
    await create('carol', passwordHash, [
      { kind: 'username', value: carol.username },
      { kind: 'email', value: carol.email },
    ]);
  });
  afterAll(() => world.close());
}

async function remove(id: string): Promise<void> {
  const { directory } = world.storage;
  const former = await directory.find(defaultPool, id);
  const at = world.clock.now();
  if (former) await directory.remove(defaultPool, id, former.version, { at, deliverUntil: at });
}

type Identifiers = Parameters<World['storage']['users']['create']>[1]['identifiers'];

/** One who signed up by themselves. */
export async function create(id: string, hash: string | undefined, identifiers: Identifiers): Promise<void> {
  const claims = { name: 'Carol', email: carol.email, email_verified: true, aws: 'demo' };
  const agreements = ['terms'];
  const user = { id, identifiers, passwordHash: hash, claims, agreements, managedBy: 'self' as const };
  await world.storage.users.create(defaultPool, user, world.clock.now());
}

export const at = (path: string): string => `${world.origin}/u${path}`;

export async function signedIn(browser = new Browser()): Promise<Browser> {
  await signIn(world, browser, {}, carol);
  return browser;
}

/** The ticket that every form of the page holds. */
export const ticketOf = ({ body }: Page): string => /name="ticket" value="([^"]+)"/.exec(body)?.[1] ?? '';

export async function send(browser: Browser, path: string, fields: Record<string, string>): Promise<Page> {
  const ticket = ticketOf(await browser.get(at('')));
  return browser.follow(await browser.post(at(path), { ticket, ...fields }), world.origin);
}

export const isSignedIn = async (browser: Browser): Promise<boolean> =>
  (await browser.get(authorizationUrl(world, { prompt: 'none' }))).location?.includes('code=') ?? false;

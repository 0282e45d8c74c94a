/** A database that does not take writes: nothing is given away, nothing is said to be done — RFC 9110 §15.6.4; rows TK-34, IR-08. */
import { StorageUnavailable } from '@symbolon/storage';
import { expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { authorizationUrl, introspect, revoke, userinfo } from '../testkit/relying-party.ts';
import { alice } from '../testkit/world.ts';
import { expectRefused } from './expectations.ts';
import { asC1, c1, useFixture } from './fixture.ts';

let failing = false;

/** Every method that writes rejects, as when the disk is full; reads go on. */
function failingWrites<Store extends object>(store: Store, writes: readonly (keyof Store)[]): Store {
  return new Proxy(store, {
    get(target, name) {
      if (failing && writes.some(write => write === name)) {
        return () => Promise.reject(new StorageUnavailable('/var/lib/db', 'disk full'));
      }
      return Reflect.get(target, name);
    },
  });
}

const fixture = useFixture({
  around: storage => ({
    ...storage,
    authorizations: failingWrites(storage.authorizations, ['grant', 'redeem', 'rotate', 'revoke']),
    sessions: failingWrites(storage.sessions, ['begin', 'end']),
    attempts: failingWrites(storage.attempts, ['record']),
    assertions: failingWrites(storage.assertions, ['remember']),
  }),
});

async function whileFailing<T>(work: () => Promise<T>): Promise<T> {
  failing = true;
  fixture().watch.serverErrorsExpected = true;
  try {
    return await work();
  } finally {
    failing = false;
    fixture().watch.serverErrorsExpected = false;
  }
}

it('TK-34: a code or refresh token that could not be exchanged still can, once the database is back', async () => {
  const code = await fixture().code({ scope: 'openid offline_access' });
  const refused = await whileFailing(() => fixture().redeem(code));
  expectRefused(refused, 503, 'temporarily_unavailable');
  expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  const first = await fixture().redeem(code);
  expect(first.status).toBe(200);
  const { refresh_token } = first.json;
  const unrotated = await whileFailing(() => fixture().refresh(refresh_token));
  expectRefused(unrotated, 503, 'temporarily_unavailable');
  expect(unrotated.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  expect((await fixture().refresh(refresh_token)).status).toBe(200);
});

it('TK-34: an answer of that kind can be read by the page of a client', async () => {
  const { refresh_token } = await fixture().tokens();
  const response = await whileFailing(() =>
    fetch(`${fixture().world.issuer}/token`, {
      method: 'POST',
      headers: { ...asC1, origin: 'https://spa.test' },
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(refresh_token) }),
    }),
  );
  expect(response.status).toBe(503);
  expect(response.headers.get('access-control-allow-origin')).toBe('https://spa.test');
});

it('IR-08: a token is not said to be revoked while it is not', async () => {
  const { world } = fixture();
  const set = await fixture().tokens();
  const answer = await whileFailing(() => revoke(world, set['refresh_token'], asC1));
  expectRefused(answer, 503, 'temporarily_unavailable');
  expect((await userinfo(world, set['access_token'])).status).toBe(200);
  expect((await introspect(world, set['refresh_token'], asC1)).json).toMatchObject({ active: true });
  expect((await revoke(world, set['refresh_token'], asC1)).status).toBe(200);
  expect((await userinfo(world, set['access_token'])).status).toBe(401);
});

it('TK-34: a sign-in, an authorization or a logout that cannot be stored is a page that says when to come back', async () => {
  const { world } = fixture();
  const browser = new Browser();
  const login = await browser.follow(await browser.get(authorizationUrl(world, c1)), world.origin);
  const pages = await whileFailing(async () => [
    await browser.submit(login, { identifier: alice.username, password: alice.password }),
    await fixture().askSignedIn(),
  ]);
  for (const page of pages) {
    expect([page.status, page.location]).toEqual([503, undefined]);
    expect(page.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(page.headers.getSetCookie()).toEqual([]);
  }
  const signedIn = await fixture().signedIn();
  const set = await fixture().tokens();
  const url = `${world.issuer}/session/end?${new URLSearchParams({ id_token_hint: String(set['id_token']) })}`;
  expect((await whileFailing(() => signedIn.get(url))).status).toBe(503);
  expect((await fixture().ask({ prompt: 'none' }, signedIn)).location).toContain('code=');
});

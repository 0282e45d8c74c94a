/** A second factor that a pool demands of everybody — NIST SP 800-63B §4.2, §6.1.2; rows HL-09, SC-09. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { poolOf } from '../security/invariants.ts';
import { authenticatorApp } from '../testkit/authenticator-app.ts';
import { Browser } from '../testkit/browser.ts';
import { hostedFlow, titleOf } from '../testkit/hosted-flow.ts';
import { claimsOf, redeem, responseOf } from '../testkit/relying-party.ts';
import { alice, createWorld, type World, web } from '../testkit/world.ts';

const password = { identifier: alice.username, password: alice.password };

let world: World;
beforeAll(async () => {
  world = await createWorld({ pool: { sign_in: { second_factor: 'required' } } });
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(3600));

const session = (browser: Browser) =>
  [...browser.cookies].find(([name]) => name.includes('symbolon-session'))?.[1];

describe('where a second factor is required', () => {
  const atSetUp = async () => {
    const flow = hostedFlow(world, new Browser());
    const page = await flow.submit(await flow.open(), password);
    const secret = /id="secret">([A-Z2-7]{32})</.exec(page.body)?.[1] ?? '';
    return { flow, page, app: authenticatorApp(world, secret) };
  };
  const ofAlice = async () => {
    const user = await world.storage.users.findByIdentifier(poolOf('default'), alice.username);
    if (!user) throw new Error('there is no Alice');
    return user;
  };

  it('SC-09: it is set up by nobody whose password was changed meanwhile', async () => {
    const { flow, page, app } = await atSetUp();
    const { id, passwordHash: hash = '' } = await ofAlice();
    const ending = { at: world.clock.now(), deliverUntil: world.clock.now() };
    const change = (from: string, to: string) =>
      world.storage.users.changePassword(poolOf('default'), id, { from, to }, ending);
    await change(hash, 'of the owner');
    const answer = await flow.submit(page, { code: app.code() });
    expect([titleOf(answer), session(flow.browser)]).toEqual(['Sign in to Web application', undefined]);
    expect((await world.storage.credentials.of(poolOf('default'), id)).totp).toBeUndefined();
    await change('of the owner', hash);
  });

  it('HL-09: a passkey is asked for on the way to an application that signs in by password alone, too', async () => {
    const sign_in = { methods: ['password', 'passkey'], second_factor: 'required' };
    const own = await createWorld({
      applications: [{ ...web, sign_in: { methods: ['password'] } }],
      pool: { sign_in },
    });
    const user = await own.storage.users.findByIdentifier(poolOf('default'), alice.username);
    const key = { credentialId: 'a2V5', publicKey: 'a2V5', counter: 0, transports: [], name: '' };
    const passkey = { ...key, userId: user?.id ?? '', createdAt: own.clock.now() };
    await own.storage.credentials.addPasskey(poolOf('default'), passkey, { secretsVersion: 1 });
    const flow = hostedFlow(own, new Browser());
    const page = await flow.submit(await flow.open(), password);
    expect([titleOf(page), session(flow.browser)]).toEqual(['One more step', undefined]);
    expect(page.body).toContain('data-passkey=');
    await own.close();
  });

  it('it is set up at the sign-in, counts once its code is right, and its recovery codes are shown once', async () => {
    const flow = hostedFlow(world, new Browser());
    const page = await flow.submit(await flow.open(), password);
    expect(titleOf(page)).toBe('Set up an authenticator app');
    const secret = /id="secret">([A-Z2-7]{32})</.exec(page.body)?.[1] ?? '';
    const app = authenticatorApp(world, secret);
    const wrong = await flow.submit(page, { code: '000000' === app.code() ? '111111' : '000000' });
    expect([wrong.status, session(flow.browser)]).toEqual([400, undefined]);
    const codes = await flow.submit(page, { code: app.code() });
    const shown = /<pre[^>]*>([^<]*)</.exec(codes.body)?.[1]?.trim().split('\n');
    expect(shown?.filter(code => /^[a-z0-9]{5}-[a-z0-9]{5}$/.test(code))).toHaveLength(10);
    const code = responseOf(await flow.submit(codes, {})).get('code') ?? '';
    const { acr, amr } = claimsOf((await redeem(world, code)).json['id_token']);
    expect({ acr, amr }).toEqual({
      acr: 'urn:symbolon:acr:multi-factor',
      amr: ['pwd', 'otp', 'mfa'],
    });
    const again = await flow.submit(page, { code: app.code() });
    expect(new URL(again.url).pathname).toBe('/login');
    const next = hostedFlow(world, new Browser());
    expect(titleOf(await next.submit(await next.open(), password))).toBe('One more step');
  });
});

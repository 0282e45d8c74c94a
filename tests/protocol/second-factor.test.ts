/** The second factor at a sign-in, and the step up to it — NIST SP 800-63B §4.2, OIDC Core §5.5.1.1; rows HL-06, HL-08, HL-09, SC-02, AZ-32. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { poolOf } from '../security/invariants.ts';
import { authenticatorApp, enrolApp, removeApp } from '../testkit/authenticator-app.ts';
import { Browser, type Page, readForm } from '../testkit/browser.ts';
import { errorsOf, hostedFlow, titleOf } from '../testkit/hosted-flow.ts';
import {
  authorizationUrl,
  claimsOf,
  post,
  redeem,
  responseOf,
  webAuthentication,
} from '../testkit/relying-party.ts';
import { alice, bob, createWorld, type World, web } from '../testkit/world.ts';

const multi = 'urn:symbolon:acr:multi-factor';
const single = 'urn:symbolon:acr:single-factor';
const essential = { claims: JSON.stringify({ id_token: { acr: { essential: true, value: multi } } }) };
const password = { identifier: alice.username, password: alice.password };

let world: World;
const applications = [{ ...web, grant_types: [...web.grant_types, 'password'] }];
beforeAll(async () => {
  world = await createWorld({ applications });
});
afterAll(async () => {
  await world.close();
});
// Nobody waits out what an earlier test has counted.
beforeEach(() => world.clock.advance(3600));

const session = (browser: Browser) =>
  [...browser.cookies].find(([name]) => name.includes('symbolon-session'))?.[1];
const idTokenOf = async (page: Page, at = world) => {
  const { json } = await redeem(at, String(responseOf(page).get('code')));
  return claimsOf(json['id_token']);
};

/** Alice as far as the page of her second factor. */
async function atSecondFactor(parameters = {}) {
  const app = await enrolApp(world, alice.username);
  const flow = hostedFlow(world, new Browser());
  const page = await flow.submit(await flow.open(parameters), password);
  expect(titleOf(page)).toBe('One more step');
  return { app, flow, page };
}

describe('a second factor', () => {
  it('is asked for after the password, and then told in amr and acr', async () => {
    const { app, flow, page } = await atSecondFactor();
    expect(session(flow.browser)).toBeUndefined();
    const { acr, amr } = await idTokenOf(await flow.submit(page, { code: app.code() }));
    expect({ acr, amr }).toEqual({ acr: multi, amr: ['pwd', 'otp', 'mfa'] });
  });

  it('is worth nothing where the password was changed between the two (SC-09)', async () => {
    const { app, flow, page } = await atSecondFactor();
    const found = await world.storage.users.findByIdentifier(poolOf('default'), alice.username);
    const { id = '', passwordHash: hash } = found ?? {};
    const at = world.clock.now();
    for (const [from, to] of [
      [hash, 'another'],
      ['another', hash ?? ''],
    ] as const)
      await world.storage.users.changePassword(poolOf('default'), id, { from, to }, { at, deliverUntil: at });
    const after = await flow.submit(page, { code: app.code() });
    expect([titleOf(after), session(flow.browser)]).toEqual(['Sign in to Web application', undefined]);
  });

  it('is not asked of one who has none', async () => {
    const flow = hostedFlow(world, new Browser());
    const page = await flow.submit(await flow.open(), { identifier: bob.username, password: bob.password });
    expect((await idTokenOf(page))['acr']).toBe(single);
  });

  it('HL-06: is good once, in its step and beside it, and only the code of this user', async () => {
    const { app, flow, page } = await atSecondFactor();
    const code = app.code();
    for (const wrong of [
      app.code(-2),
      app.code(2),
      `${code}00`,
      authenticatorApp(world, 'A'.repeat(32)).code(),
    ])
      expect(errorsOf(await flow.submit(page, { code: wrong }))[0], wrong).toContain('not right');
    expect(responseOf(await flow.submit(page, { code })).has('code')).toBe(true);
    const again = hostedFlow(world, new Browser());
    const second = await again.submit(await again.open(), password);
    expect(errorsOf(await again.submit(second, { code }))[0]).toContain('used already');
    world.clock.advance(30);
    expect(responseOf(await again.submit(second, { code: app.code() })).has('code')).toBe(true);
  });

  it('HL-06: of thirty parallel posts of one right code one is accepted', async () => {
    const { app, flow, page } = await atSecondFactor();
    const form = readForm(page);
    const fields = { ...Object.fromEntries(form.hidden), code: app.code() };
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => flow.browser.copy().post(form.action, fields)),
    );
    expect(answers.filter(answer => responseOf(answer).has('code'))).toHaveLength(1);
    for (const { status } of answers) expect(status).toBeLessThan(500);
  });

  it('HL-06: is back at the first factor after five wrong ones, and the count outlives a new sign-in', async () => {
    const { app, flow, page } = await atSecondFactor();
    for (let tried = 0; tried < 5; tried++)
      expect((await flow.submit(page, { code: '000000' })).status).toBe(400);
    const back = await flow.submit(page, { code: app.code() });
    expect(new URL(back.url).pathname).toBe('/login');
    expect(back.body).toContain('too many wrong codes');
    const next = await flow.submit(back, password);
    const blocked = await flow.submit(next, { code: app.code() });
    expect([blocked.status, Number(blocked.headers.get('retry-after'))]).toEqual([429, 1]);
    expect(session(flow.browser)).toBeUndefined();
    world.clock.advance(900);
    const later = hostedFlow(world, new Browser());
    const last = await later.submit(await later.submit(await later.open(), password), { code: app.code() });
    expect(responseOf(last).has('code')).toBe(true);
  });

  it('HL-08: can be a recovery code, once, in either case, in parallel too', async () => {
    const { app, flow, page } = await atSecondFactor();
    const [first = '', second = ''] = app.recoveryCodes;
    expect(new Set(app.recoveryCodes).size).toBe(10);
    const asked = await flow.submit(page, { action: 'recovery' });
    const recovery_code = first.toUpperCase().replace('-', '');
    expect(responseOf(await flow.submit(asked, { recovery_code })).has('code')).toBe(true);
    const again = hostedFlow(world, new Browser());
    const other = await again.submit(await again.open(), password);
    expect(errorsOf(await again.submit(other, { recovery_code: first }))[0]).toContain('used already');
    const form = readForm(other);
    const fields = { ...Object.fromEntries(form.hidden), recovery_code: second };
    const answers = await Promise.all([1, 2, 3].map(() => again.browser.copy().post(form.action, fields)));
    expect(answers.filter(answer => responseOf(answer).has('code'))).toHaveLength(1);
  });

  it('HL-09: cannot be stepped over, nor its page replayed', async () => {
    const { app, flow, page } = await atSecondFactor();
    const login = await flow.open();
    const { hidden } = readForm(login);
    for (const path of [
      'login/second-factor',
      'login/second-factor/setup',
      'login/passkey',
      'login/onward',
      'consent',
    ]) {
      const stepped = await flow.browser.post(`${world.origin}/${path}`, {
        ...Object.fromEntries(hidden),
        code: app.code(),
      });
      expect([path, stepped.status]).toEqual([path, 403]);
    }
    const ticket = readForm(page).hidden.get('ticket') ?? '';
    for (const path of ['login', 'login/onward', 'login/passkey', 'consent'])
      expect((await flow.browser.get(`${world.origin}/${path}?ticket=${ticket}`)).status, path).toBe(403);
    expect((await new Browser().get(page.url)).status).toBe(403);
    expect(responseOf(await flow.submit(page, { code: app.code() })).has('code')).toBe(true);
    world.clock.advance(30);
    const replayed = await flow.submit(page, { code: app.code() });
    expect(new URL(replayed.url).pathname).toBe('/login');
  });

  it('HL-09: is asked of nobody who waited too long', async () => {
    const { app, flow, page } = await atSecondFactor();
    world.clock.advance(901);
    const late = await flow.submit(page, { code: app.code() });
    expect(new URL(late.url).pathname).toBe('/login');
  });

  it('is not passed by the password grant', async () => {
    await enrolApp(world, alice.username);
    const fields = {
      grant_type: 'password',
      username: alice.username,
      password: alice.password,
      scope: 'openid',
    };
    const { status, json } = await post(`${world.issuer}/token`, fields, webAuthentication);
    expect([status, json['error']]).toEqual([400, 'invalid_grant']);
    expect(json['error_uri']).toBe(`${world.origin}/errors/second-factor-owed`);
  });
});

describe('a step up', () => {
  /** Bob, signed in before he had an app. */
  async function signedIn() {
    const flow = hostedFlow(world, new Browser());
    const who = { identifier: bob.username, password: bob.password };
    const before = await idTokenOf(await flow.submit(await flow.open(), who));
    return { flow, before };
  }
  const bobHas = () => enrolApp(world, bob.username);
  beforeEach(() => removeApp(world, bob.username));

  it.each([
    ['an essential claim', essential],
    ['acr_values', { acr_values: multi }],
  ])(
    'SC-02: asked for by %s takes the second factor alone, and raises the session under its name',
    async (_name, parameters) => {
      const { flow, before } = await signedIn();
      const app = await bobHas();
      const old = flow.browser.copy();
      world.clock.advance(60);
      const page = await flow.open(parameters);
      expect(titleOf(page)).toBe('One more step');
      const after = await idTokenOf(await flow.submit(page, { code: app.code() }));
      expect(after).toMatchObject({ acr: multi, amr: ['pwd', 'otp', 'mfa'], sid: before['sid'] });
      expect(after['auth_time']).toBe(before['auth_time']);
      expect(session(flow.browser)).not.toBe(session(old));
      expect(responseOf(await old.get(authorizationUrl(world, { prompt: 'none' }))).get('error')).toBe(
        'login_required',
      );
      expect((await idTokenOf(await flow.open({ prompt: 'none', ...parameters })))['acr']).toBe(multi);
    },
  );

  it('AZ-32: of one who has no second factor is refused where it is essential, and left out where it is a wish', async () => {
    const { flow } = await signedIn();
    expect(responseOf(await flow.open(essential)).get('error')).toBe('unmet_authentication_requirements');
    expect((await idTokenOf(await flow.open({ acr_values: multi })))['acr']).toBe(single);
    expect(responseOf(await flow.open({ ...essential, prompt: 'none' })).get('error')).toBe('login_required');
  });

  it('goes on without one who has none, past the consent too', async () => {
    const { flow } = await signedIn();
    const page = await flow.open({ acr_values: multi, prompt: 'consent' });
    const agreed = await flow.submit(page, { decision: 'allow' });
    expect((await idTokenOf(agreed))['acr']).toBe(single);
  });

  it('tells a client that insists on less what it insists on', async () => {
    const { app, flow, page } = await atSecondFactor();
    await flow.submit(page, { code: app.code() });
    const claims = JSON.stringify({ id_token: { acr: { essential: true, value: single } } });
    expect((await idTokenOf(await flow.open({ claims })))['acr']).toBe(single);
  });

  it('is for the end-user whose session led to it, and nobody else', async () => {
    const { flow } = await signedIn();
    const app = await bobHas();
    const page = await flow.open(essential);
    const other = new Browser();
    for (const [name, value] of flow.browser.cookies)
      if (!name.includes('session')) other.setCookie(name, value);
    const answer = await hostedFlow(world, other).submit(page, { code: app.code() });
    expect(new URL(answer.url).pathname).toBe('/login');
  });

  it('asks for the password again where that is too long ago', async () => {
    const { flow } = await signedIn();
    world.clock.advance(600);
    await bobHas();
    expect(titleOf(await flow.open({ ...essential, max_age: '300' }))).toContain('Sign in to');
  });
});

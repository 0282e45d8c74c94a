/** The flow inspector: what was asked and decided, found again by the correlation id, with nothing secret in it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Administrator, firstAdministrator } from '../testkit/administrator.ts';
import { Browser } from '../testkit/browser.ts';
import {
  type Answer,
  authorizationUrl,
  basic,
  pkce,
  post,
  redeem,
  refresh,
  responseOf,
  signIn,
  spaRedirectUri,
  userinfo,
} from '../testkit/relying-party.ts';
import { settled } from '../testkit/settled.ts';
import { alice, createWorld, redirectUri, spa, type World, web } from '../testkit/world.ts';

const machine = {
  client_id: 'machine',
  client_secret: 'machine-secret-machine-secret',
  grant_types: ['client_credentials', 'password'],
  redirect_uris: [],
  response_types: [],
  token_endpoint_auth_method: 'client_secret_post',
  audience: 'https://api.test/',
  scope: 'read write openid',
  access_token_format: 'opaque',
};
const every = {
  ...web,
  grant_types: ['authorization_code', 'refresh_token', 'implicit'],
  response_types: ['code', 'id_token', 'code id_token'],
  skip_consent: false,
};

let world: World;
let owner: Administrator;
beforeAll(async () => {
  world = await createWorld({ applications: [every, spa, machine] });
  owner = await firstAdministrator(world);
});
afterAll(() => world.close());

interface Told {
  readonly type: string;
  readonly outcome: string;
  readonly correlation_id: string;
  readonly authorization_id?: string;
  readonly sid?: string;
  readonly details?: Record<string, string>;
}

const idOf = (headers: Headers) => headers.get('x-correlation-id') ?? '';

/** The trail is written behind the answer: asked again until the request is in it. */
async function flowOf({ headers }: Pick<Answer, 'headers'>): Promise<readonly Told[]> {
  const path = `/pools/default/flows/${idOf(headers)}`;
  await expect.poll(async () => (await owner.call('GET', path)).status).toBe(200);
  const { events }: { events: readonly Told[] } = JSON.parse((await owner.call('GET', path)).text);
  return events;
}

/** What the trail says of the request itself. */
async function detailsOf(answer: Pick<Answer, 'headers'>): Promise<Record<string, string> | undefined> {
  const events = await flowOf(answer);
  return events.findLast(event => event.correlation_id === idOf(answer.headers))?.details;
}

describe('an authorization', () => {
  it('is followed from the sign-in over the code to the refresh and the logout', async () => {
    const { verifier, challenge } = pkce();
    const browser = new Browser();
    const asked = { scope: 'openid profile offline_access unknown', prompt: 'consent', ...challenge };
    const page = await signIn(world, browser, asked);
    const bought = await redeem(world, responseOf(page).get('code') ?? '', { code_verifier: verifier });
    const refreshed = await refresh(world, bought.json['refresh_token'], { scope: 'openid' });
    const flow = await flowOf(refreshed);
    expect(flow.map(({ type, outcome, details }) => [type, outcome, details])).toEqual([
      ['login.attempted', 'done', { amr: 'pwd' }],
      [
        'authorization.requested',
        'done',
        {
          ...{ response_type: 'code', scope: asked.scope, prompt: 'consent', code_challenge_method: 'S256' },
          granted_scope: 'openid profile offline_access',
          ...{
            session: 'new',
            amr: 'pwd',
            acr: expect.any(String),
            steps: 'login consent',
            consent: 'given',
          },
        },
      ],
      [
        'token.requested',
        'done',
        {
          ...{ pkce: 'S256', granted_scope: 'openid profile offline_access' },
          ...{ id_token: 'RS256', refresh_token: 'new' },
        },
      ],
      ['token.requested', 'done', { granted_scope: 'openid', id_token: 'RS256', refresh_token: 'new' }],
    ]);
    expect(new Set(flow.slice(1).map(event => event.authorization_id)).size).toBe(1);

    const hint = String(bought.json['id_token']);
    const left = await browser.get(
      `${world.issuer}/session/end?${new URLSearchParams({ id_token_hint: hint })}`,
    );
    expect(left.status).toBe(200);
    await expect
      .poll(async () => (await flowOf(refreshed)).at(-1))
      .toMatchObject({ type: 'session.ended', details: { clients: '1' } });
  });

  it('with a session and a consent from before says so', async () => {
    const browser = new Browser();
    await signIn(world, browser, { scope: 'openid' });
    const page = await browser.get(
      authorizationUrl(world, { response_type: 'code id_token', max_age: '60' }),
    );
    expect(await detailsOf(page)).toMatchObject({
      ...{ response_type: 'code id_token', session: 'present', consent: 'remembered', max_age: '60' },
      auth_time: String(world.clock.now()),
    });
    const refused = await browser.get(authorizationUrl(world, { prompt: 'none', scope: 'openid phone' }));
    expect(await detailsOf(refused)).toMatchObject({
      ...{ rule: 'consent-required', session: 'present', prompt: 'none', scope: 'openid phone' },
    });
  });
});

describe('a refused request', () => {
  const get = (parameters: Record<string, string | undefined>) =>
    new Browser().get(authorizationUrl(world, parameters));

  it.each([
    [{ response_type: 'token' }, { rule: 'response-type-unsupported', parameter: 'response_type' }],
    [{ prompt: 'none' }, { rule: 'login-required', prompt: 'none', session: 'none' }],
    [{ client_id: 'nobody' }, { rule: 'client-unknown' }],
    [
      { client_id: 'spa', redirect_uri: spaRedirectUri },
      { rule: 'pkce-required', parameter: 'code_challenge' },
    ],
  ])('names its rule and parameter: %j', async (sent, details) => {
    expect(await detailsOf(await get(sent))).toMatchObject(details);
  });

  it('names the redirect URI that was asked for, without what came in its query', async () => {
    const page = await get({
      redirect_uri: `${redirectUri}/?code=SECRET-CODE&tenant=a#id_token=SECRET-TOKEN`,
    });
    expect(await detailsOf(page)).toEqual({
      ...{
        response_type: 'code',
        scope: 'openid',
        rule: 'redirect-uri-unregistered',
        parameter: 'redirect_uri',
      },
      redirect_uri: `${redirectUri}/?code=…&tenant=a#id_token=…`,
    });
    expect(JSON.stringify(await flowOf(page))).not.toContain('SECRET');
  });

  it('at the token endpoint belongs to the authorization that it was about', async () => {
    const { challenge } = pkce();
    const page = await signIn(world, new Browser(), challenge);
    const code = responseOf(page).get('code') ?? '';
    const wrong = await redeem(world, code, { code_verifier: 'x'.repeat(43) });
    const [authorized, refused] = (await flowOf(wrong)).filter(({ type }) => type !== 'login.attempted');
    expect(refused?.authorization_id).toBe(authorized?.authorization_id);
    expect(refused?.details).toEqual({
      ...{ grant_type: 'authorization_code', rule: 'pkce-verifier', parameter: 'code_verifier' },
    });
    const unknown = await post(
      `${world.issuer}/token`,
      { grant_type: 'authorization_code', code },
      basic('web', 'no'),
    );
    expect(await detailsOf(unknown)).toEqual({
      ...{ grant_type: 'authorization_code', rule: 'client-authentication' },
    });
  });

  it('at userinfo says what the token was good for', async () => {
    const token = await ofMachine({ scope: 'read' });
    expect(await detailsOf(await userinfo(world, token.json['access_token']))).toEqual({
      ...{ rule: 'bearer-scope', granted_scope: 'read' },
    });
  });
});

const ofMachine = (fields: Record<string, string>) =>
  post(`${world.issuer}/token`, {
    ...{
      grant_type: 'client_credentials',
      client_id: machine.client_id,
      client_secret: machine.client_secret,
    },
    ...fields,
  });

describe('tokens without a browser', () => {
  const shared = {
    client_authentication: 'client_secret_post',
    audience: 'https://api.test/',
    access_token: 'opaque',
  };

  it('by client credentials', async () => {
    expect(await detailsOf(await ofMachine({ scope: 'read write' }))).toEqual({
      ...shared,
      granted_scope: 'read write',
    });
  });

  it('by password', async () => {
    const { username, password } = alice;
    const answer = await ofMachine({ grant_type: 'password', username, password, scope: 'openid' });
    expect(await detailsOf(answer)).toEqual({
      ...shared,
      ...{ granted_scope: 'openid', amr: 'pwd', acr: expect.any(String), id_token: 'RS256' },
    });
  });
});

describe('the trail', () => {
  it('holds no secret that was sent or given, whatever became of the request', async () => {
    const canary = (name: string) => `CANARY-${name}-${'x'.repeat(40)}`;
    const { verifier, challenge } = pkce();
    const page = await signIn(world, new Browser(), {
      ...{ state: canary('state'), nonce: canary('nonce'), login_hint: canary('hint'), ...challenge },
      scope: 'openid offline_access',
      prompt: 'consent',
    });
    const code = responseOf(page).get('code') ?? '';
    const bought = await redeem(world, code, { code_verifier: verifier });
    const again = await redeem(world, code, { code_verifier: verifier });
    expect(again.status).toBe(400);
    const names = [
      'code',
      'code_verifier',
      'refresh_token',
      'password',
      'client_assertion',
      'token',
      'device_code',
    ];
    const grants = ['authorization_code', 'refresh_token', 'password', 'nothing'];
    for (const grant_type of grants)
      await post(`${world.issuer}/token`, {
        ...{ client_id: 'web', client_secret: canary('secret'), grant_type },
        ...Object.fromEntries(names.map(name => [name, canary(name)])),
      });
    const hinted = {
      id_token_hint: canary('id-token'),
      request: canary('request'),
      claims: canary('claims'),
    };
    await new Browser().get(
      authorizationUrl(world, { ...hinted, state: canary('state'), nonce: canary('nonce') }),
    );
    await settled(world);
    const { text } = await owner.call('GET', '/pools/default/audit-events?limit=200');
    expect(text).not.toContain('CANARY');
    for (const secret of [code, verifier, challenge.code_challenge]) expect(text).not.toContain(secret);
    for (const name of ['access_token', 'refresh_token', 'id_token'])
      expect(text).not.toContain(String(bought.json[name]));
  });

  it('is filtered by several types, outcome, authorization and session', async () => {
    const flow = await flowOf(
      await redeem(world, responseOf(await signIn(world, new Browser())).get('code') ?? ''),
    );
    const { authorization_id, sid } = flow.at(-1) ?? {};
    const typesOf = async (query: Record<string, string>) => {
      const { text } = await owner.call('GET', `/pools/default/audit-events?${new URLSearchParams(query)}`);
      const { items }: { items: readonly Told[] } = JSON.parse(text);
      return items.map(({ type, outcome }) => `${type} ${outcome}`);
    };
    const both = ['token.requested done', 'authorization.requested done'];
    expect(await typesOf({ authorization_id: authorization_id ?? '' })).toEqual(both);
    expect(await typesOf({ sid: sid ?? '', type: 'token.requested,authorization.requested' })).toEqual(both);
    expect(new Set(await typesOf({ outcome: 'refused', type: 'token.requested' }))).toEqual(
      new Set(['token.requested refused']),
    );
  });

  it('has nothing under an id that it does not know, or that is none', async () => {
    for (const id of ['019ac000-0000-7000-8000-000000000000', 'x', '919108f7-52d1-4320-9bac-f847db4148a8'])
      expect((await owner.call('GET', `/pools/default/flows/${id}`)).status).toBe(404);
  });
});

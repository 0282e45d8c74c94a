/** The tokens of GenAuth's documentation: ID tokens signed both ways, the token response, the token of an access key. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  type Answer,
  basic,
  claimsOf,
  freshCode,
  headerOf,
  pkce,
  post,
  redeem,
  userinfo,
} from '../testkit/relying-party.ts';
import { createWorld, redirectUri, type World, web } from '../testkit/world.ts';
import { isoTime, membersOf, readSample, sorted } from './sample.ts';

const rich = readSample('genauth-id-token');
const response = Object(readSample('genauth-token-response')['data']);
const accessKeyToken = claimsOf(readSample('genauth-access-key-token')['jwt']);

const fourteenDays = 1_209_600;
const authing = { ...web, dialect: 'authing' };

/** As the sample shows it: nothing that is not asked for, and alive for fourteen days. */
const richApplication = {
  ...authing,
  client_id: 'rich',
  id_token_lifetime: fourteenDays,
  id_token_optional_claims: [],
};
const slimApplication = {
  ...authing,
  client_id: 'slim',
  id_token_signed_response_alg: 'RS256',
  id_token_claims: 'minimal',
};
const openApplication = {
  ...authing,
  client_id: 'open',
  client_secret: undefined,
  token_endpoint_auth_method: 'none',
};

const user = {
  sub: '62eaa95fca1c596c599b679f',
  username: 'somebody',
  password: 'the password of the sample',
  picture: 'https://files.authing.co/authing-console/default-user-avatar.png',
  gender: 'U',
};
const key = { access_key: 'AK1', secret_key: 'the secret key of AK1', application: 'rich' };

let world: World;
beforeAll(async () => {
  world = await createWorld({
    applications: [richApplication, slimApplication, openApplication],
    users: [user],
    pool: {
      resources: [{ identifier: 'book', audience: 'https://books.test', actions: ['read'] }],
      access_keys: [{ ...key, allow: ['book:1:read'] }],
    },
  });
});
afterAll(() => world.close());

async function obtain(clientId: string, scope: string, more: Record<string, string> = {}) {
  const code = await freshCode(world, { client_id: clientId, scope, ...more }, new Browser(), user);
  return (await redeem(world, code, {}, basic(clientId, web.client_secret))).json;
}

describe('the rich ID token of GenAuth', () => {
  it('has the same header and claims, of the same types, signed with the secret of the application', async () => {
    const { id_token: idToken } = await obtain('rich', 'openid profile email phone');
    expect(headerOf(idToken)).toEqual(headerOf(rich['jwt']));
    const [ours, theirs] = [claimsOf(idToken), claimsOf(rich['jwt'])];
    const named = membersOf(ours).map(([name, type]) => [
      name,
      name === 'preferred_username' ? 'null' : type,
    ]);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(membersOf(theirs)));
    expect(ours).toEqual({
      ...theirs,
      aud: 'rich',
      nonce: 'no',
      preferred_username: 'somebody',
      updated_at: expect.stringMatching(isoTime),
      iss: world.issuer,
      iat: world.clock.now(),
      exp: world.clock.now() + fourteenDays,
    });
    const [header, claims, signature] = String(idToken).split('.');
    const mac = createHmac('sha256', web.client_secret).update(`${header}.${claims}`).digest('base64url');
    expect(signature).toBe(mac);
  });

  it('has the claims that the documentation lists, in words', async () => {
    const { id_token: idToken } = await obtain('rich', 'openid profile email phone');
    expect(Object.keys(claimsOf(idToken)).sort()).toEqual(Object.keys(Object(rich['decoded'])).sort());
  });

  it('says the same at userinfo', async () => {
    const { access_token: token } = await obtain('rich', 'openid profile email phone');
    const { json } = await userinfo(world, token);
    const ofTheToken = ['aud', 'iat', 'exp', 'iss', 'nonce'];
    const about = Object.keys(claimsOf(rich['jwt'])).filter(name => !ofTheToken.includes(name));
    expect(Object.keys(json).sort()).toEqual(about.sort());
    expect(json).toMatchObject({ gender: 'U', name: null, email: null, email_verified: false });
  });

  it('is signed with RS256 for a public application, which has no secret', async () => {
    const { verifier, challenge } = pkce();
    const asked = { client_id: 'open', ...challenge };
    const { json } = await post(`${world.issuer}/token`, {
      grant_type: 'authorization_code',
      code: await freshCode(world, asked, new Browser(), user),
      code_verifier: verifier,
      redirect_uri: redirectUri,
      client_id: 'open',
    });
    expect(headerOf(json['id_token'])).toMatchObject({ alg: 'RS256', typ: 'JWT' });
  });
});

describe('the token response of GenAuth', () => {
  it('has the members of the sample by their names in OAuth, bare', async () => {
    const answer = await obtain('slim', 'openid profile offline_access phone email');
    const { expire_in: expiresIn, token: scope, ...same } = response;
    const standard = { ...same, expires_in: expiresIn, scope };
    expect(sorted(membersOf(answer))).toEqual(sorted(membersOf(standard)));
    expect(answer['scope']).toBe(claimsOf(response.access_token)['scope']);
  });

  it('has an access token of the same header and claims in the same order', async () => {
    const { access_token: token } = await obtain('slim', 'openid profile offline_access phone email');
    expect(membersOf(headerOf(token))).toEqual(membersOf(headerOf(response.access_token)));
    expect(membersOf(claimsOf(token))).toEqual(membersOf(claimsOf(response.access_token)));
    expect(headerOf(token)).toMatchObject({ alg: 'RS256', typ: 'JWT' });
  });

  it('has an ID token of the same header and claims in the same order, without a profile', async () => {
    const { id_token: token } = await obtain('slim', 'openid profile offline_access phone email');
    expect(membersOf(headerOf(token))).toEqual(membersOf(headerOf(response.id_token)));
    expect(membersOf(claimsOf(token))).toEqual(membersOf(claimsOf(response.id_token)));
  });

  it('tells the time of the sign-in where it is asked for, by max_age or by name', async () => {
    const claims = JSON.stringify({ id_token: { auth_time: { essential: true } } });
    for (const wish of [{ max_age: '1000' }, { claims }]) {
      const { id_token: token } = await obtain('slim', 'openid', wish);
      expect(claimsOf(token)['auth_time']).toBe(world.clock.now());
    }
  });
});

describe('the access token of a GenAuth access key', () => {
  const ask = (): Promise<Answer> =>
    post(`${world.issuer}/token`, {
      grant_type: 'client_credentials',
      client_id: key.access_key,
      client_secret: key.secret_key,
      scope: 'book:1:read book:2:read',
    });

  it('has the same claims, of the same types: the key as audience, the application as azp, nobody as subject', async () => {
    const { json } = await ask();
    const claims = claimsOf(json['access_token']);
    expect(sorted(membersOf(claims))).toEqual(sorted(membersOf(accessKeyToken)));
    expect(claims).toMatchObject({ aud: 'AK1', azp: 'rich', scope: 'book:1:read' });
    expect(json).toMatchObject({ scope: 'book:1:read', rejected_scope: 'book:2:read' });
  });

  it('has an ID token refused in its place', async () => {
    const { id_token: idToken, access_token: token } = await obtain('slim', 'openid');
    expect((await userinfo(world, token)).status).toBe(200);
    expect((await userinfo(world, idToken)).status).toBe(401);
  });
});

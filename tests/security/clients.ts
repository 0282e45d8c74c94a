/** The applications and users of the catalogue of attacks, and the secrets among them. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { alice, bob } from '../testkit/world.ts';

/** Needs form-encoding before it goes into a Basic header — RFC 6749 §2.3.1. */
export const c1Secret = 'p+%:/& é"-of-client-one';
export const c5Secret = 'the-secret-of-client-five-which-signs-with-it';
export const otherSecret = 'secret-of-a-client-of-the-other-pool';
const c8Secret = 'secret-of-the-resource-server';
const c9Secret = 'secret-of-a-third-party';

export const c3Key: KeyObject = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const publicJwkOf = (key: KeyObject, members: object) => {
  const { d: _, ...jwk } = key.export({ format: 'jwk' });
  return { ...jwk, ...members };
};

const code = ['authorization_code', 'refresh_token'];
const scope = 'openid offline_access profile email api';

const c1 = {
  client_id: 'c1',
  client_secret: c1Secret,
  token_endpoint_auth_method: 'client_secret_basic',
  redirect_uris: ['https://rp.test/cb', 'https://rp.test/cb?x=1'],
  post_logout_redirect_uris: ['https://rp.test/bye'],
  grant_types: code,
  scope,
  skip_consent: true,
};

const c2 = {
  client_id: 'c2',
  token_endpoint_auth_method: 'none',
  redirect_uris: ['https://spa.test/cb'],
  post_logout_redirect_uris: ['https://spa.test/bye'],
  grant_types: code,
  skip_consent: true,
};

const c3 = {
  client_id: 'c3',
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: { keys: [publicJwkOf(c3Key, { kid: 'c3-key', alg: 'ES256', use: 'sig' })] },
  redirect_uris: ['https://rp3.test/cb'],
  grant_types: code,
  skip_consent: true,
};

const c4 = {
  client_id: 'c4',
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  redirect_uris: ['http://127.0.0.1/cb', 'com.example.app:/cb'],
  grant_types: code,
  skip_consent: true,
};

/** Signs with its secret. */
const c5 = {
  client_id: 'c5',
  client_secret: c5Secret,
  token_endpoint_auth_method: 'client_secret_jwt',
  id_token_signed_response_alg: 'HS256',
  redirect_uris: ['https://rp5.test/cb'],
  grant_types: code,
  skip_consent: true,
};

/** May do everything. */
const c6 = {
  ...c1,
  client_id: 'c6',
  redirect_uris: ['https://rp6.test/cb'],
  grant_types: [...code, 'implicit', 'client_credentials', 'password'],
  response_types: [
    'code',
    'id_token',
    'id_token token',
    'code id_token',
    'code token',
    'code id_token token',
  ],
};

const c7 = { ...c2, client_id: 'c7', redirect_uris: ['https://off.test/cb'], enabled: false };

/** A resource server. */
const c8 = { client_id: 'c8', client_secret: c8Secret, redirect_uris: ['https://api.test/cb'] };

/** Somebody else's application: it asks for consent. */
const c9 = {
  client_id: 'c9',
  client_name: 'Third <b>party</b>',
  client_secret: c9Secret,
  redirect_uris: ['https://third.test/cb'],
  grant_types: code,
};

/** Its access tokens say nothing by themselves, and are meant for `c8`. */
const c10 = {
  ...c1,
  client_id: 'c10',
  redirect_uris: ['https://rp10.test/cb'],
  access_token_format: 'opaque',
  audience: 'c8',
};

/** Pushes all its requests. */
const c11 = {
  ...c3,
  client_id: 'c11',
  redirect_uris: ['https://rp11.test/cb'],
  require_pushed_authorization_requests: true,
};

/** Addresses inside, as they can be registered. */
export const innerRequestUris: readonly string[] = [
  'http://127.0.0.1/request',
  'https://127.0.0.1/request',
  'https://2130706433/request',
  'https://0x7f.1/request',
  'https://0/request',
  'https://localhost/request',
  'https://localhost./request',
  'https://[::1]/request',
  'https://[::ffff:127.0.0.1]/request',
  'https://[64:ff9b::7f00:1]/request',
  'https://169.254.169.254/latest/',
  'https://10.0.0.1/request',
];

/** Keeps its request objects where nobody may fetch them. */
const c12 = {
  ...c3,
  client_id: 'c12',
  redirect_uris: ['https://rp12.test/cb'],
  request_uris: innerRequestUris,
};

/** Its tokens are bound to a key. */
const c13 = {
  ...c1,
  client_id: 'c13',
  redirect_uris: ['https://rp13.test/cb'],
  grant_types: [...code, 'client_credentials'],
  access_token_format: 'opaque',
  dpop_bound_access_tokens: true,
};

export const applications: readonly object[] = [c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13];

/** May not sign in: nobody has given them a password. */
const passwordless = { username: 'carol', email: 'carol@example.com' };

export const users: readonly object[] = [{ ...alice, sub: 'alice-sub' }, bob, passwordless];

/** Another tenant on the same server, with a user of the same name and the same `sub`. */
export const otherPool = {
  name: 'other',
  applications: [
    { ...c1, client_secret: otherSecret },
    { ...c2, client_id: 'foreign', redirect_uris: ['https://foreign.test/cb'] },
  ],
  users: [{ ...alice, sub: 'alice-sub' }],
};

export const secrets: readonly string[] = [
  c1Secret,
  c5Secret,
  c8Secret,
  c9Secret,
  otherSecret,
  alice.password,
  bob.password,
];

/** Where a redirect may lead. */
export const registered: readonly string[] = [
  ...applications.flatMap(application => ('redirect_uris' in application ? [application] : [])),
  ...otherPool.applications,
].flatMap(({ redirect_uris, post_logout_redirect_uris }: Record<string, unknown>) => [
  ...listOf(redirect_uris),
  ...listOf(post_logout_redirect_uris),
]);

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

export { c8Secret, c9Secret };

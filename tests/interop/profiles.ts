/** The kinds of client that the general-purpose libraries are tried as: each way to authenticate, each form of token. */
import { webcrypto } from 'node:crypto';

export const redirectUri = 'https://rp.test/cb';
export const postLogoutRedirectUri = 'https://rp.test/bye';

/** Holds every character that a form or a header could mistake. */
export const secret = 'a:b/c+d%41&e=f g?h#i"j\\k~l-secret-long-enough-for-HS256';

export interface Profile {
  readonly clientId: string;
  readonly method:
    | 'client_secret_basic'
    | 'client_secret_post'
    | 'client_secret_jwt'
    | 'private_key_jwt'
    | 'none';
  readonly idTokenAlg: 'RS256' | 'ES256' | 'EdDSA' | 'HS256';
  readonly accessTokenFormat: 'jwt' | 'opaque';
  readonly responseMode: 'query' | 'form_post';
}

export const profiles: readonly Profile[] = [
  {
    clientId: 'urn:client:basic',
    method: 'client_secret_basic',
    idTokenAlg: 'RS256',
    accessTokenFormat: 'jwt',
    responseMode: 'query',
  },
  {
    clientId: 'post',
    method: 'client_secret_post',
    idTokenAlg: 'ES256',
    accessTokenFormat: 'opaque',
    responseMode: 'form_post',
  },
  {
    clientId: 'secret-jwt',
    method: 'client_secret_jwt',
    idTokenAlg: 'HS256',
    accessTokenFormat: 'jwt',
    responseMode: 'query',
  },
  {
    clientId: 'key-jwt',
    method: 'private_key_jwt',
    idTokenAlg: 'RS256',
    accessTokenFormat: 'opaque',
    responseMode: 'form_post',
  },
  {
    clientId: 'public',
    method: 'none',
    idTokenAlg: 'EdDSA',
    accessTokenFormat: 'jwt',
    responseMode: 'query',
  },
];

/** The key pair of the clients that sign their assertions. */
export const clientKeys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
  'sign',
  'verify',
]);
const publicJwk = await webcrypto.subtle.exportKey('jwk', clientKeys.publicKey);

/** Registered as a configuration file does it. */
export const applications: readonly object[] = profiles.map(profile => ({
  client_id: profile.clientId,
  token_endpoint_auth_method: profile.method,
  ...(/secret/.test(profile.method) && { client_secret: secret }),
  ...(profile.method === 'private_key_jwt' && { jwks: { keys: [{ ...publicJwk, alg: 'ES256' }] } }),
  redirect_uris: [redirectUri],
  post_logout_redirect_uris: [postLogoutRedirectUri],
  grant_types: ['authorization_code', 'refresh_token'],
  id_token_signed_response_alg: profile.idTokenAlg,
  access_token_format: profile.accessTokenFormat,
  skip_consent: true,
}));

export const profileOf = (clientId: string): Profile => {
  const found = profiles.find(profile => profile.clientId === clientId);
  if (!found) throw new Error(`no profile ${clientId}`);
  return found;
};

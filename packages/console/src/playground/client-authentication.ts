/** How an application proves itself in the playground — RFC 6749 §2.3, RFC 7523 §2.2, OIDC Core §9. */
import type { Application } from '../applications/application.ts';
import { encode, encodeText, randomValue } from './base64url.ts';
import type { PrivateKey } from './private-key.ts';
import { hmacKey, signatureAlgorithms } from './signature-algorithms.ts';

type SecretMethod = 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt';

export type ClientAuthentication = { readonly clientId: string } & (
  | { readonly method: 'none' }
  | { readonly method: SecretMethod; readonly secret: string }
  | { readonly method: 'private_key_jwt'; readonly key: PrivateKey | undefined }
);

export function authenticationOf(
  { client_id: clientId, token_endpoint_auth_method: method = 'client_secret_basic' }: Application,
  secret: string,
  key: PrivateKey | undefined,
): ClientAuthentication {
  if (method === 'none') return { clientId, method };
  return method === 'private_key_jwt' ? { clientId, method, key } : { clientId, method, secret };
}

export const secretOf = (authentication: ClientAuthentication): string =>
  'secret' in authentication ? authentication.secret : '';

/** Whether what it proves itself with was not given. */
export const lacksCredential = (authentication: ClientAuthentication): boolean =>
  authentication.method === 'private_key_jwt'
    ? authentication.key === undefined
    : authentication.method !== 'none' && authentication.secret === '';

export interface Credentials {
  readonly fields: readonly (readonly [string, string])[];
  readonly basic?: { readonly clientId: string; readonly secret: string };
}

/** For one request: no assertion is good for two. */
export async function credentialsOf(
  authentication: ClientAuthentication,
  issuer: string,
): Promise<Credentials> {
  const { clientId } = authentication;
  const named = [['client_id', clientId] as const];
  switch (authentication.method) {
    case 'none':
      return { fields: named };
    case 'client_secret_basic':
      return { fields: [], basic: { clientId, secret: authentication.secret } };
    case 'client_secret_post':
      return { fields: [...named, ['client_secret', authentication.secret]] };
    case 'client_secret_jwt': {
      if (authentication.secret === '') return { fields: named };
      const key = await hmacKey(authentication.secret, 'sign');
      return asserted(await signed({ alg: 'HS256' }, claimsOf(clientId, issuer), { name: 'HMAC' }, key));
    }
    case 'private_key_jwt': {
      if (!authentication.key) return { fields: named };
      const { alg, key, publicJwk } = authentication.key;
      const header = publicJwk.kid === undefined ? { alg } : { alg, kid: publicJwk.kid };
      return asserted(await signed(header, claimsOf(clientId, issuer), signatureAlgorithms[alg].use, key));
    }
  }
}

/** Seconds. */
const lifetime = 60;

function claimsOf(clientId: string, issuer: string): object {
  const now = Math.floor(Date.now() / 1000);
  return { iss: clientId, sub: clientId, aud: issuer, jti: randomValue(), iat: now, exp: now + lifetime };
}

async function signed(
  header: object,
  claims: object,
  use: Parameters<SubtleCrypto['sign']>[0],
  key: CryptoKey,
): Promise<string> {
  const input = [header, claims].map(part => encodeText(JSON.stringify(part))).join('.');
  const signature = await crypto.subtle.sign(use, key, new TextEncoder().encode(input));
  return `${input}.${encode(new Uint8Array(signature))}`;
}

const asserted = (assertion: string): Credentials => ({
  fields: [
    ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
    ['client_assertion', assertion],
  ],
});

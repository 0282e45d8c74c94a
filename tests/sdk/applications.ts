/** Applications by client authentication method, and the client SDK for each. */
import { generateKeyPairSync } from 'node:crypto';
import { AuthenticationClient, type AuthenticationClientOptions } from '@symbolon/client';
import { createWorld, type World } from '../testkit/world.ts';

export const redirectUri = 'https://rp.test/cb';
export const secret = 'a secret of the application: with / and %41 and ä';
export const methods = ['client_secret_post', 'client_secret_basic', 'private_key_jwt', 'none'] as const;
export type Method = (typeof methods)[number];

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pkcs8 = new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' }));
const assertionKey = {
  privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
  ]),
  alg: 'ES256',
  kid: 'k1',
};

const common = {
  redirect_uris: [redirectUri],
  post_logout_redirect_uris: ['https://rp.test/bye'],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials', 'password'],
  skip_consent: true,
};
const byMethod = (method: Method, members: object) => ({
  ...common,
  ...members,
  client_id: method,
  token_endpoint_auth_method: method,
});
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256', use: 'sig' };

export const sdkWorld = (): Promise<World> =>
  createWorld({
    applications: [
      byMethod('client_secret_post', { client_secret: secret }),
      byMethod('client_secret_basic', { client_secret: secret }),
      byMethod('private_key_jwt', { jwks: { keys: [jwk] } }),
      byMethod('none', { grant_types: ['authorization_code', 'refresh_token'] }),
      { ...common, client_id: 'hs256', client_secret: secret, id_token_signed_response_alg: 'HS256' },
    ],
    pool: {
      resources: [{ identifier: 'book', audience: 'https://api.example.com', actions: ['read', 'write'] }],
      access_keys: [
        { access_key: 'AK1', secret_key: 'SK1-SK1-SK1-SK1-SK1', application: 'none', allow: ['book:*:read'] },
      ],
    },
  });

export function sdkClient(
  world: World,
  method: Method,
  options: Partial<AuthenticationClientOptions> = {},
): AuthenticationClient {
  return new AuthenticationClient({
    appId: method,
    appHost: world.origin,
    redirectUri,
    logoutRedirectUri: 'https://rp.test/bye',
    scope: 'openid profile email offline_access',
    tokenEndPointAuthMethod: method,
    clock: world.clock.now,
    ...(method.startsWith('client_secret') && { appSecret: secret }),
    ...(method === 'private_key_jwt' && { assertionKey }),
    ...options,
  });
}

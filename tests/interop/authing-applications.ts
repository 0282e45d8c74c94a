/** Applications as users of the Authing SDK have them, and the SDK set up as their samples do. */
import type { StartedServer } from '../testkit/started-server.ts';
import { AuthenticationClient, type AuthenticationClientInitOptions } from './clients/authing-node-sdk.ts';

export const callback = 'https://rp.test/callback';
export const afterLogout = 'https://rp.test/bye';

/** The SDK puts it into Basic as it is, without encoding it first. */
export const appSecret = 'se:cr+et%41/of an application, long enough';

const application = {
  client_secret: appSecret,
  redirect_uris: [callback],
  post_logout_redirect_uris: [afterLogout],
  grant_types: ['authorization_code', 'refresh_token'],
  skip_consent: true,
};

/** By the SDK's name of the method at the token endpoint; elsewhere it has defaults of its own. */
export const applications = {
  client_secret_post: {
    ...application,
    client_id: 'app-post',
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'HS256',
  },
  client_secret_basic: {
    ...application,
    client_id: 'app-basic',
    // On a loopback address any port is this one.
    redirect_uris: [callback, 'http://127.0.0.1/callback'],
    token_endpoint_auth_method: 'client_secret_basic',
    introspection_endpoint_auth_method: 'client_secret_post',
    revocation_endpoint_auth_method: 'client_secret_post',
  },
  none: {
    ...application,
    client_id: 'app-public',
    client_secret: undefined,
    token_endpoint_auth_method: 'none',
  },
} as const;

export type Method = keyof typeof applications;
export const methods = ['client_secret_post', 'client_secret_basic', 'none'] as const satisfies Method[];

/** The SDK for one of the applications; a public one says so at every endpoint. */
export function sdkOf(
  server: StartedServer,
  method: Method,
  options: Partial<AuthenticationClientInitOptions> = {},
): AuthenticationClient {
  return new AuthenticationClient({
    appId: applications[method].client_id,
    appHost: server.origin,
    redirectUri: callback,
    logoutRedirectUri: afterLogout,
    tokenEndPointAuthMethod: method,
    ...(method === 'none'
      ? { introspectionEndPointAuthMethod: method, revocationEndPointAuthMethod: method }
      : { appSecret }),
    ...options,
  });
}

/** A PKCE pair by the SDK, and the address with the challenge that the SDK leaves out. */
export function withChallenge(sdk: AuthenticationClient, url: string): { url: string; verifier: string } {
  const verifier = sdk.generateCodeChallenge();
  const address = new URL(url);
  const digest = sdk.getCodeChallengeDigest({ codeChallenge: verifier, method: 'S256' });
  address.searchParams.set('code_challenge', String(digest));
  address.searchParams.set('code_challenge_method', 'S256');
  return { url: address.href, verifier };
}

/** node-oidc-provider at a port of this machine, with one end-user who is always willing to sign in. */
import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { openSite, type Site } from '../testkit/site.ts';
import { Provider } from './clients/oidc-provider.ts';

export const redirectUri = 'https://rp.test/cb';
export const logoutRedirectUri = 'https://rp.test/bye';
export const secret = 'a secret of the application';

const scope = 'openid profile email offline_access';
const common = {
  redirect_uris: [redirectUri],
  post_logout_redirect_uris: [logoutRedirectUri],
  grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
  scope,
};
const confidential = (client_id: string, method: 'client_secret_basic' | 'client_secret_post') => ({
  ...common,
  client_id,
  client_secret: secret,
  token_endpoint_auth_method: method,
});

/** `demandsNonce`: every proof of possession must hold a nonce of the server's — RFC 9449 §8. */
export async function openOtherProvider({ demandsNonce = false } = {}): Promise<Site> {
  const keys = [{ ...(await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)) }];
  return openSite(origin => {
    const provider: Provider = new Provider(origin, {
      jwks: { keys: keys.map(key => ({ ...key, kty: 'RSA', use: 'sig', alg: 'RS256' })) },
      cookies: { keys: [randomBytes(32).toString('hex')] },
      clients: [
        confidential('basic', 'client_secret_basic'),
        confidential('post', 'client_secret_post'),
        { ...confidential('bound', 'client_secret_basic'), dpop_bound_access_tokens: true },
        {
          ...common,
          client_id: 'public',
          token_endpoint_auth_method: 'none',
          application_type: 'native',
          grant_types: ['authorization_code', 'refresh_token'],
        },
      ],
      scopes: scope.split(' '),
      claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        introspection: { enabled: true },
        revocation: { enabled: true },
        dPoP: {
          enabled: true,
          nonceSecret: randomBytes(32),
          requireNonce: () => demandsNonce,
        },
      },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ sub, name: 'Alice Example', email: 'alice@example.com' }),
      }),
      async loadExistingGrant({ oidc }) {
        const { client, session } = oidc;
        if (!client || !session?.accountId) return undefined;
        const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
        grant.addOIDCScope(scope);
        await grant.save();
        return grant;
      },
      issueRefreshToken: async () => true,
    });
    const answer = provider.callback();
    return (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
      void provider.interactionFinished(request, response, { login: { accountId: 'alice' }, consent: {} });
    };
  });
}

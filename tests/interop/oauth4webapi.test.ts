/** oauth4webapi against the started server: each step alone, each response judged by the strictest reader there is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import * as oauth from './clients/oauth4webapi.ts';
import { callbackOf, callbackUrlOf } from './end-user.ts';
import {
  applications,
  clientKeys,
  type Profile,
  postLogoutRedirectUri,
  profileOf,
  profiles,
  redirectUri,
  secret,
} from './profiles.ts';

const insecure = { [oauth.allowInsecureRequests]: true };

let server: StartedServer;
let as: oauth.AuthorizationServer;
beforeAll(async () => {
  server = await startServer({ applications });
  const issuer = new URL(server.issuer);
  as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
});
afterAll(() => server.close());

const authentications: Readonly<Record<Profile['method'], () => oauth.ClientAuth>> = {
  client_secret_basic: () => oauth.ClientSecretBasic(secret),
  client_secret_post: () => oauth.ClientSecretPost(secret),
  client_secret_jwt: () => oauth.ClientSecretJwt(secret),
  private_key_jwt: () => oauth.PrivateKeyJwt(clientKeys.privateKey),
  none: () => oauth.None(),
};

/** A client of the library: what it knows of itself, and how it proves who it is. */
const clientOf = ({ clientId, method, idTokenAlg }: Profile) => ({
  client: { client_id: clientId, id_token_signed_response_alg: idTokenAlg } satisfies oauth.Client,
  authentication: authentications[method](),
});

type TestClient = ReturnType<typeof clientOf>;

async function begin({ client }: TestClient, parameters: Record<string, string> = {}) {
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const url = new URL(as.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile offline_access',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...parameters,
  }).toString();
  return { url, verifier, state, nonce };
}

/** Signs in and exchanges the code, every check of the library on. */
async function obtain(self: TestClient, browser: Browser, responseMode: Profile['responseMode'] = 'query') {
  const { url, verifier, state, nonce } = await begin(self, { response_mode: responseMode, max_age: '60' });
  const callback = await callbackOf(browser, url);
  const answer =
    callback instanceof Request ? new URLSearchParams(await callback.text()) : callback.searchParams;
  const parameters = oauth.validateAuthResponse(as, self.client, answer, state);
  const redeem = (codeVerifier = verifier) =>
    oauth.authorizationCodeGrantRequest(
      as,
      self.client,
      self.authentication,
      parameters,
      redirectUri,
      codeVerifier,
      insecure,
    );
  const read = (response: Response) =>
    oauth.processAuthorizationCodeResponse(as, self.client, response, {
      expectedNonce: nonce,
      maxAge: 60,
      requireIdToken: true,
    });
  return { redeem, read };
}

const userinfo = async ({ client }: TestClient, accessToken: string, subject: string) =>
  oauth.processUserInfoResponse(
    as,
    client,
    subject,
    await oauth.userInfoRequest(as, client, accessToken, insecure),
  );

const introspect = async ({ client, authentication }: TestClient, token = '') =>
  oauth.processIntrospectionResponse(
    as,
    client,
    await oauth.introspectionRequest(as, client, authentication, token, insecure),
  );

const refresh = async ({ client, authentication }: TestClient, token = '') =>
  oauth.processRefreshTokenResponse(
    as,
    client,
    await oauth.refreshTokenGrantRequest(as, client, authentication, token, insecure),
  );

const revoke = async ({ client, authentication }: TestClient, token: string) =>
  oauth.processRevocationResponse(await oauth.revocationRequest(as, client, authentication, token, insecure));

describe.each(profiles)('a client by $method, $accessTokenFormat access tokens', profile => {
  it('gets tokens that verify', async () => {
    const self = clientOf(profile);
    const { redeem, read } = await obtain(self, new Browser(), profile.responseMode);
    const response = await redeem();
    const tokens = await read(response);
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'openid profile offline_access' });
    // The library verifies no HS256 at all, and the signatures of all others only when asked to.
    if (profile.idTokenAlg !== 'HS256') await oauth.validateApplicationLevelSignature(as, response, insecure);
    const subject = oauth.getValidatedIdTokenClaims(tokens)?.sub;
    if (profile.accessTokenFormat === 'jwt') {
      const headers = { authorization: `Bearer ${tokens.access_token}` };
      const call = new Request('https://api.test/', { headers });
      expect(await oauth.validateJwtAccessToken(as, call, profile.clientId, insecure)).toMatchObject({
        sub: subject,
        client_id: profile.clientId,
        scope: 'openid profile offline_access',
      });
    }
  });

  it('refreshes, asks about, revokes and signs out', async () => {
    const self = clientOf(profile);
    const browser = new Browser();
    const { redeem, read } = await obtain(self, browser, profile.responseMode);
    const tokens = await read(await redeem());
    const subject = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '';

    const refreshed = await refresh(self, tokens.refresh_token);
    const claims = { sub: subject, preferred_username: 'alice' };
    expect(await userinfo(self, refreshed.access_token, subject)).toMatchObject(claims);
    const active = { active: true, sub: subject, client_id: profile.clientId };
    expect(await introspect(self, refreshed.access_token)).toMatchObject(active);
    expect(await introspect(self, refreshed.refresh_token)).toMatchObject(active);
    await revoke(self, refreshed.access_token);
    expect(await introspect(self, refreshed.refresh_token)).toEqual({ active: false });

    const logout = new URL(as.end_session_endpoint ?? '');
    logout.searchParams.set('id_token_hint', refreshed.id_token ?? '');
    logout.searchParams.set('post_logout_redirect_uri', postLogoutRedirectUri);
    expect((await browser.get(logout.href)).location).toBe(postLogoutRedirectUri);
    const silent = await begin(self, { prompt: 'none' });
    const answer = await callbackUrlOf(browser, silent.url);
    expect(() => oauth.validateAuthResponse(as, self.client, answer, silent.state)).toThrow(
      expect.objectContaining({ error: 'login_required' }),
    );
  });
});

describe('what the library must notice', () => {
  const self = clientOf(profileOf('urn:client:basic'));

  it('a wrong verifier, which leaves the code unspent, and a replayed code, which does not', async () => {
    const { redeem, read } = await obtain(self, new Browser());
    const refused = { error: 'invalid_grant', status: 400 };
    await expect(read(await redeem(oauth.generateRandomCodeVerifier()))).rejects.toMatchObject(refused);
    const tokens = await read(await redeem());
    await expect(read(await redeem())).rejects.toMatchObject(refused);
    expect(await introspect(self, tokens.access_token)).toEqual({ active: false });
  });

  it('an ID token in place of an access token', async () => {
    const { redeem, read } = await obtain(self, new Browser());
    const tokens = await read(await redeem());
    const subject = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? '';
    await expect(userinfo(self, tokens.id_token ?? '', subject)).rejects.toMatchObject({
      status: 401,
      cause: [{ scheme: 'bearer', parameters: { error: 'invalid_token' } }],
    });
  });

  it('a refresh token that was already exchanged, where it is older than the one before', async () => {
    const { redeem, read } = await obtain(self, new Browser());
    const first = await read(await redeem());
    const second = await refresh(self, first.refresh_token);
    const third = await refresh(self, second.refresh_token);
    await expect(refresh(self, first.refresh_token)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await introspect(self, third.access_token)).toEqual({ active: false });
  });
});

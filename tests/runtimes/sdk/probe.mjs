/** What an application and an API do with the SDKs, in whatever runtime this is. */
import { AuthenticationClient } from '@symbolon/client';
import { createVerifier } from '@symbolon/resource-server';
import { withProtection } from '@symbolon/resource-server/fetch';

/** Kept from request to request, as an application would. */
let kept;

export async function probe({ origin, appId, appSecret, email, password }) {
  kept ??= {
    client: new AuthenticationClient({
      appId,
      appSecret,
      appHost: origin,
      redirectUri: 'https://rp.test/cb',
      scope: 'openid',
    }),
    verifier: createVerifier({ issuer: `${origin}/oidc`, audience: appId }),
  };
  const { client, verifier } = kept;
  const codeChallenge = client.generateCodeChallenge();
  const { url } = await client.buildAuthorizeUrl({ codeVerifier: codeChallenge });
  const machine = await client.getAccessTokenByClientCredentials();
  const person = await client.getAccessTokenByPassword({ email, password });
  const { sub } = await client.parseIDToken(person.id_token, { accessToken: person.access_token });
  const refused = await client.parseIDToken(person.id_token, { nonce: 'other' }).catch(({ code }) => code);
  const api = withProtection(verifier, { scope: 'openid' }, (_, { claims }) => Response.json(claims));
  const answerTo = token =>
    api(new Request('https://api.test', { headers: { authorization: `Bearer ${token}` } }));
  const statuses = [];
  const tokens = [person.access_token, machine.access_token, person.id_token];
  for (const token of tokens) statuses.push((await answerTo(token)).status);
  const digest = await client.getCodeChallengeDigest({ codeChallenge });
  return {
    challenged: new URL(url).searchParams.get('code_challenge') === digest,
    tokenType: machine.token_type,
    sameSubject: (await (await answerTo(person.access_token)).json()).sub === sub,
    refused,
    statuses,
  };
}

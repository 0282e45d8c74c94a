/** Requests that carry an access token — RFC 6750 §2.1, RFC 9449 §7; UserInfo — OIDC Core §5.3. */
import { AuthenticationError, requireText } from './errors.ts';
import { type Json, send, successOf } from './http.ts';
import { verifyJwt } from './jwt.ts';
import type { Provider } from './provider.ts';
import { withProof } from './token-request.ts';

/** Claims about the end-user of the access token, plain or signed. */
export async function fetchUserInfo(provider: Provider, accessToken: string): Promise<Json> {
  const token = requireText(accessToken, 'accessToken');
  const url = (await provider.metadata()).endpoint('userinfo_endpoint');
  const signed = { what: 'userinfo response', audience: provider.settings.clientId };
  const prover = await provider.prover();
  const scheme = prover === undefined ? 'Bearer' : 'DPoP';
  const answer = await withProof(prover, 'GET', url, token, headers =>
    send(provider.settings.transport, url, {
      headers: {
        accept: 'application/json, application/jwt',
        authorization: `${scheme} ${token}`,
        ...headers,
      },
    }),
  );
  const isJwt = answer.status === 200 && answer.headers.get('content-type')?.startsWith('application/jwt');
  const claims = isJwt ? (await verifyJwt(provider, answer.text, signed)).payload : successOf(answer, url);
  if (typeof claims['sub'] === 'string') return claims;
  throw new AuthenticationError('unexpected_response', 'The userinfo response has no sub.');
}

/** `id_token`: an ID token from the authorization endpoint — OIDC Core §3.2.2.10, §3.3.2.11. */
import { OAuthError } from '../errors.ts';
import { mintIdToken } from '../tokens/id-token.ts';
import type { ResponsePart } from './response-part.ts';

export const idToken: ResponsePart = {
  name: 'id_token',
  async mint(context, { request, session, granted }, minted) {
    const { client, scope, nonce, state } = request;
    const subject = await context.stores.subjects.find(context.pool, session.userId);
    if (!subject?.active) throw new OAuthError('login-required', 'The end-user must sign in again.');
    const { access_token: accessToken, code } = minted.members;
    const value = await mintIdToken(context, {
      subject,
      client,
      granted,
      nonce,
      from: 'authorization-endpoint',
      accessToken,
      code,
      state,
      // Where no access token is issued there is no userinfo to ask, so that the claims travel here (OIDC Core §5.4).
      scope:
        client.dialect.idTokenClaims === 'all' || (accessToken === undefined && code === undefined)
          ? scope
          : [],
    });
    return { ...minted, members: { ...minted.members, id_token: value } };
  },
};

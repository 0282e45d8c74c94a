/** `token`: an access token from the authorization endpoint — RFC 6749 §4.2.2, OIDC Core §3.2.2.5. */
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import { mintAccessToken } from '../tokens/access-token.ts';
import { writeScope } from '../tokens/token-response.ts';
import type { ResponsePart } from './response-part.ts';

export const token: ResponsePart = {
  name: 'token',
  async mint(context, { request, session, id, granted }, minted) {
    const { client, scope } = request;
    const accessToken = await mintAccessToken(context, {
      authorizationId: id,
      sub: subjectIdentifier(context, client, session.userId),
      client,
      granted,
      scope,
      boundTo: undefined,
    });
    const members = {
      ...minted.members,
      access_token: accessToken.value,
      token_type: client.dialect.tokenType,
      expires_in: String(client.lifetimes.accessToken),
      ...(scope.length > 0 && { scope: writeScope(client.dialect, scope) }),
    };
    return {
      ...minted,
      members,
      accessToken: accessToken.stored,
      expiresAt: Math.max(minted.expiresAt, accessToken.expiresAt),
    };
  },
};

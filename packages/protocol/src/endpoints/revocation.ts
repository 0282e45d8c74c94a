/** Revocation Endpoint — RFC 7009. Revoking a token ends its authorization, and with it every token beside it. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { authenticateClient } from '../client-authentication/index.ts';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { json } from '../responses.ts';
import type { Authorization } from '../stores/index.ts';
import { findAccessToken } from '../tokens/access-token.ts';
import { findRefreshToken } from '../tokens/refresh-token.ts';
import { answerClient } from './client-request.ts';

export function revocation(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  return answerClient('revocation', request, context, async parameters => {
    const client = await authenticateClient(request, parameters, 'revocation', context);
    const value = parameters.get('token');
    if (value === undefined) throw new OAuthError('token-missing', 'token is missing.');
    const authorization = await authorizationOf(context, value);
    if (authorization && authorization.clientId !== client.clientId) {
      const about = { authorizationId: authorization.id };
      throw new OAuthError('token-of-another-client', 'The token was issued to another client.').noting(
        about,
      );
    }
    if (authorization)
      await context.stores.authorizations.revoke(context.pool, authorization.id, context.clock());
    return {
      response: json(200, {}),
      clientId: client.clientId,
      reason: authorization ? 'revoked' : 'no such token',
      authorizationId: authorization?.id,
    };
  });
}

/** What the token belongs to, whatever its kind and the hint; a token that does not exist is already as wished (§2.2). */
async function authorizationOf(context: IssuerContext, value: string): Promise<Authorization | undefined> {
  const refresh = await findRefreshToken(context, value);
  if (refresh) return context.stores.authorizations.find(context.pool, refresh.authorizationId);
  return (await findAccessToken(context, value))?.authorization;
}

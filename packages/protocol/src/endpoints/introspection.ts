/** Introspection Endpoint — RFC 7662. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import type { Client } from '../client.ts';
import { authenticateClient } from '../client-authentication/index.ts';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { json } from '../responses.ts';
import { findAccessToken } from '../tokens/access-token.ts';
import { findRefreshToken } from '../tokens/refresh-token.ts';
import { answerClient } from './client-request.ts';

export function introspection(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  return answerClient('introspection', request, context, async parameters => {
    const client = await authenticateClient(request, parameters, 'introspection', context);
    const value = parameters.get('token');
    if (value === undefined) throw new OAuthError('token-missing', 'token is missing.');
    // The hint is only a hint: both kinds are told apart by their form (RFC 7662 §2.1).
    const answer =
      (await describeRefreshToken(context, client, value)) ??
      (await describeAccessToken(context, client, value));
    return {
      response: json(200, answer ?? { active: false }),
      clientId: client.clientId,
      reason: answer ? 'active' : 'inactive',
    };
  });
}

async function describeAccessToken(
  context: IssuerContext,
  client: Client,
  value: string,
): Promise<object | undefined> {
  const token = await findAccessToken(context, value);
  const { authorization } = token ?? {};
  if (!token || !authorization) return undefined;
  const { clientId, audience } = authorization;
  if (clientId !== client.clientId && !audience.includes(client.clientId)) return undefined;
  const holder = await context.stores.clients.find(context.pool, clientId);
  if (!holder) return undefined;
  return {
    active: true,
    ...(token.scope.length > 0 && { scope: token.scope.join(' ') }),
    client_id: clientId,
    token_type: token.boundTo === undefined ? 'Bearer' : 'DPoP',
    exp: token.expiresAt,
    ...(token.issuedAt !== undefined && { iat: token.issuedAt }),
    ...(authorization.userId !== undefined && {
      sub: subjectIdentifier(context, holder, authorization.userId),
    }),
    aud: audience.length === 1 ? audience[0] : audience,
    iss: context.issuer,
    ...(token.jti !== undefined && { jti: token.jti }),
    ...(token.boundTo !== undefined && { cnf: { jkt: token.boundTo } }),
  };
}

/** A refresh token is active for its own client, in the generation that is in force. */
async function describeRefreshToken(
  context: IssuerContext,
  client: Client,
  value: string,
): Promise<object | undefined> {
  const presented = await findRefreshToken(context, value);
  if (!presented) return undefined;
  const authorization = await context.stores.authorizations.find(context.pool, presented.authorizationId);
  if (
    !authorization?.subject?.active ||
    authorization.clientId !== client.clientId ||
    authorization.revokedAt !== undefined
  )
    return undefined;
  if (authorization.generation !== presented.generation || authorization.refreshExpiresAt <= context.clock())
    return undefined;
  return {
    active: true,
    scope: authorization.scope.join(' '),
    client_id: authorization.clientId,
    exp: authorization.refreshExpiresAt,
    sub: subjectIdentifier(context, client, authorization.subject.sub),
    iss: context.issuer,
  };
}

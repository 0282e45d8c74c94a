/** The refresh token grant — RFC 6749 §6, OIDC Core §12, RFC 9700 §4.14.2. */
import { readScope } from '../claims/scopes.ts';
import { OAuthError } from '../errors.ts';
import { checkBoundKey } from '../sender-constraint/dpop.ts';
import type { Authorization, Subject } from '../stores/index.ts';
import { mintTokenSet } from '../tokens/issue.ts';
import { findRefreshToken } from '../tokens/refresh-token.ts';
import type { Grant, TokenRequest } from './grant.ts';

const refused = (reason: string, authorizationId?: string): OAuthError =>
  new OAuthError(
    'refresh-token-invalid',
    'The refresh token is unknown, expired, revoked, already exchanged, or was issued to another client: the end-user must sign in again.',
    { reason },
  ).noting({ authorizationId });

export const refreshToken: Grant = {
  grantType: 'refresh_token',

  async exchange(tokenRequest) {
    const { client, context, parameters, provenKey } = tokenRequest;
    const value = parameters.get('refresh_token');
    if (value === undefined) throw new OAuthError('parameter-missing', 'refresh_token is missing.');
    const presented = await findRefreshToken(context, value);
    if (!presented) throw refused('not a refresh token of ours');
    checkBoundKey('refresh token', presented.boundTo, provenKey);
    const { authorization, subject } = await findRefreshable(tokenRequest, presented.authorizationId);
    const scope = narrowScope(parameters.get('scope'), authorization.scope);

    const at = context.clock();
    const { accessToken, refresh, response } = await mintTokenSet(context, {
      client,
      authorizationId: authorization.id,
      granted: authorization,
      subject,
      scope,
      nonce: undefined,
      boundTo: provenKey,
      generation: client.dialect.refreshTokenRotation ? presented.generation + 1 : presented.generation,
    });
    const outcome = await context.stores.authorizations.rotate(context.pool, authorization.id, at, {
      clientId: client.clientId,
      generation: presented.generation,
      mode: client.dialect.refreshTokenRotation ? 'rotate' : 'keep',
      reuseInterval: client.lifetimes.refreshTokenReuseInterval,
      idleExpiresAt: at + client.lifetimes.refreshTokenIdle,
      accessToken: accessToken.stored,
      refreshTokenHash: refresh?.hash,
    });
    if (outcome !== 'rotated') throw refused(outcome, authorization.id);
    const { id: authorizationId, userId, sid, audience } = authorization;
    return {
      ...{ response, authorizationId, userId, sid, scope, audience },
      ...(!client.dialect.refreshTokenRotation && { details: { refresh_token: 'kept' } }),
    };
  },
};

/** The authorization, if there is any hope: the statement that rotates has the last word. */
async function findRefreshable(
  { client, context }: TokenRequest,
  id: string,
): Promise<{ authorization: Authorization; subject: Subject }> {
  const authorization = await context.stores.authorizations.find(context.pool, id);
  if (!authorization) throw refused('unknown authorization');
  const no = (reason: string) => refused(reason, id);
  if (authorization.clientId !== client.clientId) throw no('issued to another client');
  if (authorization.revokedAt !== undefined) throw no('revoked');
  if (!authorization.subject?.active) throw no('end-user gone or locked');
  return { authorization, subject: authorization.subject };
}

function narrowScope(requested: string | undefined, granted: readonly string[]): readonly string[] {
  if (requested === undefined) return granted;
  const scope = readScope(requested);
  if (scope.every(name => granted.includes(name))) return scope;
  throw new OAuthError(
    'scope-exceeds-grant',
    'scope asks for more than was granted: leave it out, or name some of the granted scopes.',
  );
}

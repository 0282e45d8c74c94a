/** The authorization code grant — RFC 6749 §4.1.3, OIDC Core §3.1.3.2, RFC 7636 §4.6. */
import { equalInConstantTime } from '@symbolon/foundation';
import { OAuthError } from '../errors.ts';
import { checkBoundKey } from '../sender-constraint/dpop.ts';
import { checkCodeVerifier } from '../sender-constraint/pkce.ts';
import type { Authorization, CodeBinding, Subject } from '../stores/index.ts';
import { readCode } from '../tokens/code.ts';
import { mintTokenSet } from '../tokens/issue.ts';
import { findRefreshToken, mayRefresh } from '../tokens/refresh-token.ts';
import type { Grant, TokenRequest } from './grant.ts';

interface Redeemable {
  readonly authorization: Authorization;
  readonly subject: Subject;
  readonly binding: CodeBinding;
}

const refused = (reason: string, authorizationId?: string): OAuthError =>
  new OAuthError(
    'code-invalid',
    'The code is unknown, expired, already used, or was issued to another client: start a new authorization request.',
    { reason },
  ).noting({ authorizationId });

export const authorizationCode: Grant = {
  grantType: 'authorization_code',

  async exchange(tokenRequest) {
    const { client, context, parameters, provenKey } = tokenRequest;
    const code = await requireCode(tokenRequest);
    const { authorization, subject, binding } = await findRedeemable(tokenRequest, code);
    const { id: authorizationId, userId, sid, scope, audience } = authorization;
    try {
      checkRedirectUri(parameters.get('redirect_uri'), binding);
      checkCodeVerifier(client, parameters.get('code_verifier'), binding.codeChallenge);
      checkBoundKey('code', binding.dpopJkt, provenKey);
    } catch (error) {
      throw error instanceof OAuthError ? error.noting({ authorizationId }) : error;
    }

    const { accessToken, response, refresh, expiresAt } = await mintTokenSet(context, {
      client,
      authorizationId,
      granted: authorization,
      subject,
      scope,
      nonce: binding.nonce,
      boundTo: provenKey,
      generation: mayRefresh(client, scope) ? 1 : undefined,
    });
    const outcome = await context.stores.authorizations.redeem(
      context.pool,
      authorizationId,
      code.hash,
      context.clock(),
      {
        refresh,
        accessToken: accessToken.stored,
        expiresAt,
      },
    );
    if (outcome !== 'redeemed') throw refused(outcome, authorizationId);
    const { codeChallenge } = binding;
    return {
      ...{ response, authorizationId, userId, sid, scope, audience },
      ...(codeChallenge && { details: { pkce: codeChallenge.method } }),
    };
  },
};

async function requireCode({
  parameters,
  context,
}: TokenRequest): Promise<{ authorizationId: string; hash: string }> {
  const value = parameters.get('code');
  if (value === undefined) throw new OAuthError('parameter-missing', 'code is missing.');
  if (await findRefreshToken(context, value)) {
    throw new OAuthError(
      'code-is-refresh-token',
      'code holds a refresh token: send it as refresh_token with grant_type=refresh_token; in the SDK, call getNewAccessTokenByRefreshToken.',
    );
  }
  const code = readCode(value);
  if (!code) throw refused('not a code of ours');
  return code;
}

/** The authorization behind the code, if the code may still be spent; a spent code revokes what it bought. */
async function findRedeemable(
  { client, context }: TokenRequest,
  code: { authorizationId: string; hash: string },
): Promise<Redeemable> {
  const authorization = await context.stores.authorizations.find(context.pool, code.authorizationId);
  if (!authorization?.code || !equalInConstantTime(authorization.code.hash, code.hash))
    throw refused('unknown code');
  const no = (reason: string) => refused(reason, authorization.id);
  if (authorization.clientId !== client.clientId) throw no('issued to another client');
  if (authorization.code.consumedAt !== undefined) {
    await context.stores.authorizations.revoke(context.pool, authorization.id, context.clock());
    throw no('replayed');
  }
  const { subject } = authorization;
  const { binding, expiresAt } = authorization.code;
  if (!subject?.active || !binding || authorization.revokedAt !== undefined) throw no('revoked');
  if (expiresAt <= context.clock()) throw no('expired');
  return { authorization, subject, binding };
}

function checkRedirectUri(redirectUri: string | undefined, binding: CodeBinding): void {
  if (redirectUri === undefined) {
    if (binding.redirectUriOmitted) return;
    throw new OAuthError(
      'parameter-missing',
      'redirect_uri is missing: repeat the one of the authorization request.',
    );
  }
  if (redirectUri !== binding.redirectUri)
    throw new OAuthError('code-redirect-uri', 'redirect_uri must be the one of the authorization request.');
}

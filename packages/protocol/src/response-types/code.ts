/** `code` — RFC 6749 §4.1.2, OIDC Core §3.1.2.5. */
import { newAuthorizationId, newCode } from '../tokens/code.ts';
import type { ResponseType } from './response-type.ts';

export const code: ResponseType = {
  name: 'code',
  defaultResponseMode: 'query',

  async respond(context, { request, session, consent }) {
    const { client } = request;
    const at = context.clock();
    const id = newAuthorizationId(context.random);
    const { code: value, hash } = newCode(id, context.random);
    const expiresAt = at + client.lifetimes.code;
    await context.stores.authorizations.grant(context.pool, {
      id,
      clientId: client.clientId,
      userId: session.userId,
      offline: request.scope.includes('offline_access'),
      scope: request.scope,
      audience: [client.defaultAudience ?? client.clientId],
      authTime: session.authTime,
      acr: session.acr,
      amr: session.amr,
      sid: session.sid,
      claimNames: { userinfo: request.claims.userinfo, idToken: request.claims.idToken },
      code: {
        hash,
        expiresAt,
        binding: {
          redirectUri: request.redirectUri,
          codeChallenge: request.codeChallenge,
          nonce: request.nonce,
        },
      },
      grantedAt: at,
      expiresAt,
      consent,
    });
    return { code: value };
  },
};

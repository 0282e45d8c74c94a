/** Minting the token set of an authorization: in memory, before anything is committed — OIDC Core §3.1.3.3, §12.2. */
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import { type Client, isPublicClient } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { Bought, Granted, Subject } from '../stores/index.ts';
import { type MintedAccessToken, mintAccessToken } from './access-token.ts';
import { mintIdToken } from './id-token.ts';
import { mintRefreshToken } from './refresh-token.ts';
import { type TokenResponse, writeTokenResponse } from './token-response.ts';

export interface Issue {
  readonly client: Client;
  readonly authorizationId: string;
  readonly granted: Granted;
  readonly subject: Subject;
  readonly scope: readonly string[];
  readonly nonce: string | undefined;
  /** The thumbprint of the key that the tokens are bound to; undefined for bearer tokens. */
  readonly boundTo: string | undefined;
  /** The generation of the refresh token to issue; undefined for none. */
  readonly generation: number | undefined;
}

export interface IssuedTokens {
  readonly accessToken: MintedAccessToken;
  readonly response: TokenResponse;
  /** The refresh token's expiries were it the first one, and the hash to store; undefined where none was issued. */
  readonly refresh: Bought['refresh'];
  /** When the last token that can come of this issue ends, however often it is refreshed. */
  readonly expiresAt: number;
}

export async function mintTokenSet(context: IssuerContext, issue: Issue): Promise<IssuedTokens> {
  const { client, authorizationId, granted, subject, scope, boundTo } = issue;
  const accessToken = await mintAccessToken(context, {
    authorizationId,
    sub: subjectIdentifier(context, client, subject.sub),
    client,
    granted,
    scope,
    boundTo,
  });
  const idToken = granted.scope.includes('openid')
    ? await mintIdToken(context, {
        subject,
        client,
        granted,
        nonce: issue.nonce,
        from: 'token-endpoint',
        accessToken: accessToken.value,
        scope: client.dialect.idTokenClaims === 'all' ? scope : [],
      })
    : undefined;
  const refreshToken =
    issue.generation === undefined
      ? undefined
      : mintRefreshToken(context, client, {
          authorizationId,
          generation: issue.generation,
          // The refresh tokens of others are bound by how they authenticate (RFC 9449 §5).
          boundTo: isPublicClient(client) ? boundTo : undefined,
        });
  const response = writeTokenResponse(client, {
    accessToken: accessToken.value,
    refreshToken: refreshToken?.value,
    idToken,
    scope,
    rejectedScope: [],
    boundTo,
  });
  const { lifetimes } = client;
  const at = context.clock();
  const refresh = refreshToken && {
    expiresAt: at + lifetimes.refreshToken,
    idleExpiresAt: at + lifetimes.refreshTokenIdle,
    hash: refreshToken.hash,
  };
  const expiresAt = refresh ? refresh.expiresAt + lifetimes.accessToken : accessToken.expiresAt;
  return { accessToken, response, refresh, expiresAt };
}

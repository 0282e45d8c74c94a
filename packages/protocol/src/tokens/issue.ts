/** Minting the token set of an authorization: in memory, before anything is committed — OIDC Core §3.1.3.3, §12.2. */
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import type { Client } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { Granted, Subject } from '../stores/index.ts';
import { type MintedAccessToken, mintAccessToken } from './access-token.ts';
import { mintIdToken } from './id-token.ts';
import { writeRefreshToken } from './refresh-token.ts';

export interface Issue {
  readonly client: Client;
  readonly authorizationId: string;
  readonly granted: Granted;
  readonly subject: Subject;
  readonly scope: readonly string[];
  readonly nonce: string | undefined;
  /** The generation of the refresh token to issue; undefined for none. */
  readonly generation: number | undefined;
}

/** A successful token response — RFC 6749 §5.1, OIDC Core §3.1.3.3. */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly scope?: string;
  /** What was asked for and not granted, for access keys. */
  readonly rejected_scope?: string;
}

export interface IssuedTokens {
  readonly accessToken: MintedAccessToken;
  readonly response: TokenResponse;
  /** The first refresh token's expiries, where one was issued. */
  readonly refresh: { readonly expiresAt: number; readonly idleExpiresAt: number } | undefined;
  /** When the last token that can come of this issue ends, however often it is refreshed. */
  readonly expiresAt: number;
}

export async function mintTokenSet(context: IssuerContext, issue: Issue): Promise<IssuedTokens> {
  const { client, authorizationId, granted, subject, scope } = issue;
  const accessToken = await mintAccessToken(context, {
    authorizationId,
    sub: subjectIdentifier(context, client, subject.sub),
    client,
    granted,
    scope,
  });
  const idToken = granted.scope.includes('openid')
    ? await mintIdToken(context, {
        subject,
        client,
        granted,
        nonce: issue.nonce,
        accessToken: accessToken.value,
        scope: [],
      })
    : undefined;
  const response: TokenResponse = {
    access_token: accessToken.value,
    token_type: 'Bearer',
    expires_in: client.lifetimes.accessToken,
    ...(issue.generation !== undefined && {
      refresh_token: writeRefreshToken(context.refreshTokenKey, {
        authorizationId,
        generation: issue.generation,
      }),
    }),
    ...(idToken !== undefined && { id_token: idToken }),
    ...(scope.length > 0 && { scope: scope.join(' ') }),
  };
  const { lifetimes } = client;
  const at = context.clock();
  const refresh =
    issue.generation === undefined
      ? undefined
      : { expiresAt: at + lifetimes.refreshToken, idleExpiresAt: at + lifetimes.refreshTokenIdle };
  const expiresAt = refresh ? refresh.expiresAt + lifetimes.accessToken : accessToken.expiresAt;
  return { accessToken, response, refresh, expiresAt };
}

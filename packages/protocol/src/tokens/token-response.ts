/** The successful token response, as the dialect of the client words it — RFC 6749 §5.1, OIDC Core §3.1.3.3. */
import type { Client } from '../client.ts';
import type { ResponseMember } from '../dialect.ts';

export type TokenResponse = Readonly<Partial<Record<ResponseMember, string | number>>>;

export interface IssuedTokenSet {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
  readonly scope: readonly string[];
  /** What was asked for and not granted, for access keys. */
  readonly rejectedScope: readonly string[];
  /** The thumbprint of the key that the access token is bound to; undefined for a bearer token. */
  readonly boundTo: string | undefined;
}

export function writeTokenResponse(client: Client, issued: IssuedTokenSet): TokenResponse {
  const members: Readonly<Record<ResponseMember, string | number | undefined>> = {
    access_token: issued.accessToken,
    token_type: issued.boundTo === undefined ? client.dialect.tokenType : 'DPoP',
    expires_in: client.lifetimes.accessToken,
    refresh_token: issued.refreshToken,
    id_token: issued.idToken,
    scope: scopeMember(client, issued),
    rejected_scope: issued.rejectedScope.length > 0 ? issued.rejectedScope.join(' ') : undefined,
  };
  const response: Partial<Record<ResponseMember, string | number>> = {};
  for (const name of client.dialect.responseMembers) {
    const value = members[name];
    if (value !== undefined) response[name] = value;
  }
  return response;
}

/** Where something was rejected, the rest is told whatever the dialect (RFC 6749 §5.1). */
function scopeMember({ dialect, accessKey }: Client, issued: IssuedTokenSet): string | undefined {
  const { scope, idToken, rejectedScope } = issued;
  const isTold = dialect.responseScope === 'always' || idToken !== undefined || rejectedScope.length > 0;
  if (!isTold || (scope.length === 0 && !accessKey)) return undefined;
  return writeScope(dialect, scope);
}

export const writeScope = (
  { scopeOrder }: Pick<Client['dialect'], 'scopeOrder'>,
  scope: readonly string[],
): string => (scopeOrder === 'sorted' ? scope.toSorted() : scope).join(' ');

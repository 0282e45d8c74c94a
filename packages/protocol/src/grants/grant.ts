/** A grant: what a token request offers for its tokens — RFC 6749 §4, §5.1. */
import type { HttpRequest, Parameters } from '@symbolon/foundation';
import type { Client, GrantType } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';

export interface TokenRequest {
  readonly request: HttpRequest;
  readonly parameters: Parameters;
  readonly client: Client;
  readonly context: IssuerContext;
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

export interface Grant {
  readonly grantType: GrantType;
  /** Validates by reading, mints in memory, commits once, and answers; throws `OAuthError`. */
  exchange(request: TokenRequest): Promise<TokenResponse>;
}

/** A grant: what a token request offers for its tokens — RFC 6749 §4, §5.1. */
import type { HttpRequest, Parameters } from '@symbolon/foundation';
import type { Client, GrantType } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { Exchanged } from '../tokens/exchanged.ts';

export interface TokenRequest {
  readonly request: HttpRequest;
  readonly parameters: Parameters;
  readonly client: Client;
  /** The thumbprint of the key that the request was proven with (RFC 9449 §5); undefined where it was not. */
  readonly provenKey: string | undefined;
  readonly context: IssuerContext;
}

export interface Grant {
  readonly grantType: GrantType;
  /** Validates by reading, mints in memory, commits once, and answers; throws `OAuthError`. */
  exchange(request: TokenRequest): Promise<Exchanged>;
}

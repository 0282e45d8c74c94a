/** A response type: what an authorization response carries — OAuth Multiple Response Types §2. */
import type { ClaimsRequest } from '../claims/claims-request.ts';
import type { Client } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { CodeBinding, Session } from '../stores/index.ts';

/** What of an authorization request lives on in what it is answered with. */
export interface ApprovedRequest {
  readonly client: Client;
  readonly redirectUri: string;
  readonly scope: readonly string[];
  readonly nonce: string | undefined;
  readonly codeChallenge: CodeBinding['codeChallenge'];
  readonly claims: ClaimsRequest;
}

export interface Approved {
  readonly request: ApprovedRequest;
  readonly session: Session;
  /** Scopes newly agreed to, to be remembered with the authorization. */
  readonly consent: { readonly scope: readonly string[] } | undefined;
}

export interface ResponseType {
  readonly name: string;
  readonly defaultResponseMode: 'query' | 'fragment';
  /** Mints, commits once, and gives the response parameters. */
  respond(context: IssuerContext, approved: Approved): Promise<Readonly<Record<string, string>>>;
}

/** A part of an authorization response: a code, an access token, an ID token — OAuth Multiple Response Types §2. */
import type { ClaimsRequest } from '../claims/claims-request.ts';
import type { Client } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { CodeBinding, Granted, NewAuthorization, Session, StoredAccessToken } from '../stores/index.ts';

/** What of an authorization request lives on in what it is answered with. */
export interface ApprovedRequest {
  readonly client: Client;
  readonly redirectUri: string;
  readonly redirectUriOmitted: boolean;
  readonly state: string | undefined;
  readonly scope: readonly string[];
  readonly nonce: string | undefined;
  readonly codeChallenge: CodeBinding['codeChallenge'];
  readonly dpopJkt: CodeBinding['dpopJkt'];
  readonly claims: ClaimsRequest;
  /** Seconds since the sign-in, at most. */
  readonly maxAge: number | undefined;
  /** The APIs that were asked for by name. */
  readonly resources: readonly string[] | undefined;
}

export interface Approved {
  readonly request: ApprovedRequest;
  readonly session: Session;
  /** Scopes newly agreed to, to be remembered with the authorization. */
  readonly consent: { readonly scope: readonly string[] } | undefined;
  /** The pushed request that is answered, by its hash. */
  readonly pushedRequest: string | undefined;
}

/** What the parts that came before have minted: the response parameters so far, and what must be stored with them. */
export interface Minted {
  readonly members: Readonly<Record<string, string>>;
  readonly code: NewAuthorization['code'];
  readonly accessToken: StoredAccessToken | undefined;
  /** When the last of them ends. */
  readonly expiresAt: number;
}

export interface ResponsePart {
  readonly name: 'code' | 'token' | 'id_token';
  /** Mints in memory, and adds to what was minted. */
  mint(
    context: IssuerContext,
    approved: Approved & { readonly id: string; readonly granted: Granted },
    minted: Minted,
  ): Minted | Promise<Minted>;
}

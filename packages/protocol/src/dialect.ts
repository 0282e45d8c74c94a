/** What a dialect settles: how the tokens, claims and answers of an application look, resolved when it is loaded. */

/** Claims of an ID token that OIDC Core §2 and §3.1.3.6 leave to the issuer. */
export type OptionalClaim = 'auth_time' | 'acr' | 'amr' | 'sid' | 'at_hash';

/** Members of a successful token response — RFC 6749 §5.1, OIDC Core §3.1.3.3; `rejected_scope` is for access keys. */
export type ResponseMember =
  | 'access_token'
  | 'token_type'
  | 'expires_in'
  | 'refresh_token'
  | 'id_token'
  | 'scope'
  | 'rejected_scope';

export interface Dialect {
  /** Opaque: says to this server alone what it is; UUID: stored by its hash. */
  readonly accessTokenFormat: 'jwt' | 'opaque' | 'uuid';
  readonly accessTokenTyp: 'at+jwt' | 'JWT';
  /** Minimal: without `client_id` and without what RFC 9068 §2.2.1 says of the sign-in. */
  readonly accessTokenClaims: 'rfc9068' | 'minimal';
  /** Compact: says by itself which authorization it renews; UUID: stored by its hash. */
  readonly refreshTokenFormat: 'compact' | 'uuid';
  readonly refreshTokenIssue: 'with-offline-access' | 'always';
  readonly refreshTokenRotation: boolean;
  readonly tokenType: 'Bearer' | 'bearer';
  readonly responseScope: 'always' | 'with-id-token';
  readonly scopeOrder: 'granted' | 'sorted';
  /** In their order. */
  readonly responseMembers: readonly ResponseMember[];
  /** Bare: the algorithm alone in the header, claims about the end-user alone below it. No standard client can verify it. */
  readonly idTokenShape: 'standard' | 'bare';
  /** All: the claims of the granted scopes too, which are at userinfo otherwise (OIDC Core §5.4). */
  readonly idTokenClaims: 'minimal' | 'all';
  /** Those it holds unasked. */
  readonly idTokenOptionalClaims: ReadonlySet<OptionalClaim>;
  /** By scope: one claim for each scope, in ID tokens; userinfo is flat always (OIDC Core §5.3.2). */
  readonly claimLayout: 'flat' | 'by-scope';
  /** What stands for a claim of a granted scope that the end-user has not. */
  readonly absentClaims: 'omit' | 'null' | 'empty';
  /** Of `updated_at`, and of the other times that claims tell. */
  readonly updatedAtFormat: 'number' | 'iso';
  /** Single: the one that is registered stands for it, where it is one. */
  readonly missingRedirectUri: 'refused' | 'single';
  /** Those of which an access token needs one at userinfo. */
  readonly userinfoScopes: ReadonlySet<string>;
}

/** Where the value of a claim comes from. */
export type ClaimSource =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'built-in'; readonly name: BuiltInSource };

/** What is known of an end-user without having been declared. */
export type BuiltInSource = 'id' | 'signed_up_at' | 'last_login_at' | 'blocked' | 'user_pool';

/** Which scopes there are, and which claims they open, for one application. */
export interface ClaimTable {
  /** Scopes that can be asked for. */
  readonly scopes: ReadonlySet<string>;
  /** In the order in which claims are told. */
  readonly openings: readonly { readonly scope: string; readonly claims: readonly string[] }[];
  /** Of claims that do not stand under their own name. */
  readonly sources: ReadonlyMap<string, ClaimSource>;
}

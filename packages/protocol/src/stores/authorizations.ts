/**
 * Authorizations: what an end-user granted to a client in one pass. One row is the parent of its code, of its refresh
 * tokens (a generation counter, not a row each) and of its access tokens, so that revoking it wins every race.
 */
import type { PoolId } from '@symbolon/foundation';
import type { Subject } from './subjects.ts';

/** What the authorization request fixed, and the token request is held to; forgotten once the code is spent. */
export interface CodeBinding {
  readonly redirectUri: string;
  /** Whether the authorization request left it out, so that the token request may too (RFC 6749 §4.1.3). */
  readonly redirectUriOmitted?: boolean;
  readonly codeChallenge: { readonly method: 'S256' | 'plain'; readonly value: string } | undefined;
  readonly nonce: string | undefined;
  /** The thumbprint of the key that alone may spend it (RFC 9449 §10); undefined where any may. */
  readonly dpopJkt?: string | undefined;
}

/** What every token of the authorization says. Times are epoch seconds. */
export interface Granted {
  readonly scope: readonly string[];
  /** `aud` of its access tokens. */
  readonly audience: readonly string[];
  /** Undefined where no end-user signed in. */
  readonly authTime: number | undefined;
  readonly acr: string | undefined;
  readonly amr: readonly string[];
  /** `sid` of the session it was granted in; undefined where there was none. */
  readonly sid: string | undefined;
  /** Claims asked for by name with the `claims` parameter (OIDC Core §5.5). */
  readonly claimNames: { readonly userinfo: readonly string[]; readonly idToken: readonly string[] };
}

export interface Authorization extends Granted {
  readonly id: string;
  readonly clientId: string;
  /** Undefined where a client acts for itself. */
  readonly userId: string | undefined;
  /** Undefined where there is no end-user, or they are gone. */
  readonly subject: Subject | undefined;
  readonly code:
    | {
        readonly hash: string;
        readonly expiresAt: number;
        readonly consumedAt: number | undefined;
        readonly binding: CodeBinding | undefined;
      }
    | undefined;
  /** The generation of the refresh token that is in force; 0 where none was issued. */
  readonly generation: number;
  readonly refreshExpiresAt: number;
  readonly revokedAt: number | undefined;
}

export interface NewAuthorization extends Granted {
  /** 22 base64url characters, random. */
  readonly id: string;
  readonly clientId: string;
  /** Undefined where a client acts for itself. */
  readonly userId: string | undefined;
  /** Survives the end of its session: `offline_access` was granted. */
  readonly offline: boolean;
  /** The code that redeems it; undefined where tokens were issued without one. */
  readonly code:
    | { readonly hash: string; readonly expiresAt: number; readonly binding: CodeBinding }
    | undefined;
  /** What was issued with it at once. */
  readonly issued: Omit<Bought, 'expiresAt'>;
  readonly grantedAt: number;
  /** When the row may be forgotten, unless redeeming it moves this on. */
  readonly expiresAt: number;
  /** The end-user's yes, stored in the same commit; undefined where none was asked for. */
  readonly consent: { readonly scope: readonly string[] } | undefined;
  /** What it answers and uses up, in the same commit: a pushed or an approved device request, by its hash. */
  readonly spends: { readonly kind: 'pushed_request' | 'device_request'; readonly hash: string } | undefined;
}

/** An access token that says nothing by itself, not even to us: stored by its hash. */
export interface StoredAccessToken {
  readonly hash: string;
  readonly scope: readonly string[];
  readonly expiresAt: number;
}

/** What redeeming a code brings into being. */
export interface Bought {
  /** Absolute and idle expiry of the refresh token issued with it; undefined where none was. */
  readonly refresh:
    | {
        readonly expiresAt: number;
        readonly idleExpiresAt: number;
        /** Of a refresh token that says nothing by itself, to be found by; undefined for one that does. */
        readonly hash?: string | undefined;
      }
    | undefined;
  readonly accessToken: StoredAccessToken | undefined;
  /** When the last token bought here ends, and the row may be forgotten. */
  readonly expiresAt: number;
}

export interface Rotation {
  readonly clientId: string;
  /** The generation that was presented. */
  readonly generation: number;
  /** `keep`: the same token stays in force (no rotation for this client); only its idle expiry moves. */
  readonly mode: 'rotate' | 'keep';
  readonly reuseInterval: number;
  readonly idleExpiresAt: number;
  readonly accessToken: StoredAccessToken | undefined;
  /** Of the refresh token in force from now on, where it says nothing by itself. */
  readonly refreshTokenHash?: string | undefined;
}

/** Which refresh token of which authorization. */
export interface RefreshTokenContent {
  /** 22 base64url characters. */
  readonly authorizationId: string;
  readonly generation: number;
  /** The thumbprint of the key that it is bound to; undefined for a bearer token. */
  readonly boundTo?: string | undefined;
}

/**
 * Every promise resolves only once what it did is durable. Each method is one atomic act: two callers with the same
 * code or the same refresh token can never both win, on one node or on many.
 */
export interface AuthorizationStore {
  /**
   * `refused`: what it was to spend was spent by another. `session_ended`: it names a session that has ended, and is
   * not offline. Nothing was stored then.
   */
  grant(pool: PoolId, authorization: NewAuthorization): Promise<'granted' | 'refused' | 'session_ended'>;

  /** One read by key, the end-user with it. Expired ones may be gone. */
  find(pool: PoolId, id: string): Promise<Authorization | undefined>;

  /**
   * Spends the code and stores what it bought, or does neither. `replayed`: it was spent before, and the whole
   * authorization is now revoked (RFC 6749 §4.1.2, RFC 9700 §4.13). `refused`: unknown, expired or revoked.
   */
  redeem(
    pool: PoolId,
    id: string,
    codeHash: string,
    at: number,
    bought: Bought,
  ): Promise<'redeemed' | 'replayed' | 'refused'>;

  /**
   * Exchanges a refresh token's generation for the next (or keeps it, see `mode`). `rotated`: `generation` + 1 is in force, either by this call
   * or by an earlier one within the reuse interval, to which this is the idempotent repeat. `reused`: an older
   * generation came back, and the whole authorization is now revoked (RFC 9700 §4.14.2). `refused`: unknown, another
   * client's, expired or revoked.
   */
  rotate(pool: PoolId, id: string, at: number, rotation: Rotation): Promise<'rotated' | 'reused' | 'refused'>;

  /** Finds the authorization of a stored access token that has not expired, with the token's own scope. */
  findByAccessToken(
    pool: PoolId,
    hash: string,
    at: number,
  ): Promise<{ readonly authorization: Authorization; readonly token: StoredAccessToken } | undefined>;

  /** What an opaque refresh token stands for, spent or not; whether it is good is for `rotate` to say. */
  findByRefreshToken(pool: PoolId, hash: string): Promise<RefreshTokenContent | undefined>;

  /** Revokes the authorization and with it everything under it. Doing so twice is no error. */
  revoke(pool: PoolId, id: string, at: number): Promise<void>;
}

/** A sign-in as it is kept: its tokens, whose it is, and since when. */
import { type AuthResult, type IdTokenClaims, isJson, readIdToken, type TokenSet } from '@symbolon/client';

/** Claims about the end-user. */
export type User = Pick<IdTokenClaims, 'sub'> & { readonly [claim: string]: unknown };

/** Plain data, so that every kind of storage can hold it. */
export interface SignIn {
  /** Undefined where the response type gives the browser no access token. */
  readonly tokens: TokenSet | undefined;
  /** The last one that came; it passed its checks. */
  readonly idToken: string | undefined;
  /** The claims of the ID token. */
  readonly user: User | undefined;
  /** Epoch seconds, by the clock of this machine. */
  readonly obtainedAt: number;
}

export function createSignIn(
  obtainedAt: number,
  tokens: TokenSet | undefined,
  idToken: string | undefined,
): SignIn {
  return {
    tokens,
    idToken,
    user: idToken === undefined ? undefined : userOf(readIdToken(idToken)),
    obtainedAt,
  };
}

/** After a refresh: what the answer leaves out stays as it was — RFC 6749 §6, OIDC Core §12.2. */
export function refreshedSignIn(before: SignIn, obtainedAt: number, fresh: TokenSet): SignIn {
  const idToken = fresh.id_token ?? before.idToken;
  const refreshToken = fresh.refresh_token ?? before.tokens?.refresh_token;
  const tokens = {
    ...fresh,
    ...(idToken !== undefined && { id_token: idToken }),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  };
  const user = fresh.id_token === undefined ? before.user : userOf(readIdToken(fresh.id_token));
  return { tokens, idToken, user, obtainedAt };
}

/** From what an application kept. It was issued when its ID token says, but not in the future; else so long ago that it has expired. */
export function restoredSignIn(authResult: AuthResult, now: number): SignIn {
  const { profile, user_metadata, ...members } = authResult;
  const claims = members.id_token === undefined ? undefined : readIdToken(members.id_token);
  return {
    tokens: { ...members, token_type: 'Bearer', raw: {} },
    idToken: members.id_token,
    user: userOf(claims ?? { ...user_metadata, ...profile }),
    obtainedAt: Math.min(claims?.iat ?? 0, now),
  };
}

export function isSignIn(value: unknown): value is SignIn {
  if (!isJson(value) || typeof value['obtainedAt'] !== 'number') return false;
  const { tokens } = value;
  return tokens === undefined || (isJson(tokens) && typeof tokens['access_token'] === 'string');
}

/** Whether nothing has replaced the one by the other. */
export const isSameSignIn = (one: SignIn | undefined, other: SignIn | undefined): boolean =>
  one?.idToken === other?.idToken &&
  one?.tokens?.access_token === other?.tokens?.access_token &&
  one?.tokens?.refresh_token === other?.tokens?.refresh_token;

/** Seconds that the access token lives on; infinite where the provider told no end. */
export function secondsLeft({ tokens, obtainedAt }: SignIn, now: number): number {
  if (tokens === undefined) return 0;
  return tokens.expires_in === undefined ? Number.POSITIVE_INFINITY : obtainedAt + tokens.expires_in - now;
}

/** Whether a new access token is due. Without a wish: in its last minute, or in its last tenth where it is short-lived. */
export function isDue(signIn: SignIn, minimumLifetime: number | undefined, now: number): boolean {
  const lastTenth = (signIn.tokens?.expires_in ?? 0) / 10;
  return secondsLeft(signIn, now) <= (minimumLifetime ?? Math.min(60, lastTenth));
}

const userOf = (claims: { readonly sub?: string; readonly [claim: string]: unknown }): User | undefined =>
  claims.sub === undefined ? undefined : { ...claims, sub: claims.sub };

/** Access tokens: JWTs that name their authorization, or UUIDs that say nothing — RFC 9068 §2, RFC 9562 §5.4. */
import { hashBearerValue, parseJwt, uuid, verifyWithKeys } from '@symbolon/foundation';
import type { Client } from '../client.ts';
import type { Dialect } from '../dialect.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { Authorization, Granted, OpaqueAccessToken } from '../stores/index.ts';

const authorizationIdLength = 22;

const accessTokenTyps: ReadonlySet<unknown> = new Set<Dialect['accessTokenTyp']>(['at+jwt', 'JWT']);

export interface MintedAccessToken {
  readonly value: string;
  /** Present where the token must be stored to be understood. */
  readonly stored: OpaqueAccessToken | undefined;
  readonly expiresAt: number;
}

export interface AccessTokenSubject {
  readonly authorizationId: string;
  /** Undefined for an access key. */
  readonly sub: string | undefined;
  readonly client: Client;
  readonly granted: Granted;
  /** What this token may do: all that was granted, or less. */
  readonly scope: readonly string[];
}

export async function mintAccessToken(
  context: IssuerContext,
  subject: AccessTokenSubject,
): Promise<MintedAccessToken> {
  const issuedAt = context.clock();
  const expiresAt = issuedAt + subject.client.lifetimes.accessToken;
  if (subject.client.dialect.accessTokenFormat === 'opaque') {
    const value = uuid(context.random);
    return { value, stored: { hash: hashBearerValue(value), scope: subject.scope, expiresAt }, expiresAt };
  }
  const { accessTokenClaims, accessTokenTyp } = subject.client.dialect;
  const write = accessTokenClaims === 'rfc9068' ? fullClaims : minimalClaims;
  const value = await context.signers
    .active(subject.client.accessTokenSignedResponseAlg)
    .sign(accessTokenTyp, write(context, subject, issuedAt, expiresAt));
  return { value, stored: undefined, expiresAt };
}

function audienceOf({ client, granted }: AccessTokenSubject): string | readonly string[] {
  const [audience = client.clientId, ...more] = granted.audience;
  return more.length === 0 ? audience : granted.audience;
}

const newJti = (context: IssuerContext, { authorizationId }: AccessTokenSubject): string =>
  authorizationId + context.random(9).toString('base64url');

function fullClaims(
  context: IssuerContext,
  subject: AccessTokenSubject,
  issuedAt: number,
  expiresAt: number,
): object {
  const { client, granted } = subject;
  return {
    iss: context.issuer,
    ...(subject.sub !== undefined && { sub: subject.sub }),
    aud: audienceOf(subject),
    client_id: client.clientId,
    ...(client.accessKey && { azp: client.accessKey.application }),
    scope: subject.scope.join(' '),
    ...(granted.authTime !== undefined && { auth_time: granted.authTime }),
    ...(granted.acr !== undefined && { acr: granted.acr }),
    ...(granted.amr.length > 0 && { amr: granted.amr }),
    iat: issuedAt,
    exp: expiresAt,
    jti: newJti(context, subject),
  };
}

function minimalClaims(
  context: IssuerContext,
  subject: AccessTokenSubject,
  issuedAt: number,
  expiresAt: number,
): object {
  const { accessKey } = subject.client;
  return {
    jti: newJti(context, subject),
    ...(subject.sub !== undefined && { sub: subject.sub }),
    iss: context.issuer,
    iat: issuedAt,
    exp: expiresAt,
    scope: subject.scope.join(' '),
    aud: audienceOf(subject),
    ...(accessKey && { azp: accessKey.application }),
  };
}

/** An access token in force, with the authorization it answers to. */
export interface LiveAccessToken {
  readonly authorization: Authorization;
  readonly scope: readonly string[];
  readonly issuedAt: number | undefined;
  readonly expiresAt: number;
  readonly jti: string | undefined;
}

/** Finds what a presented access token stands for; undefined where it is not, or no longer, in force. */
export async function findAccessToken(
  context: IssuerContext,
  value: string,
): Promise<LiveAccessToken | undefined> {
  const found = value.includes('.') ? await findByJwt(context, value) : await findByHash(context, value);
  if (!found || found.authorization.revokedAt !== undefined) return undefined;
  const { userId, subject } = found.authorization;
  return userId === undefined || subject?.active ? found : undefined;
}

async function findByHash(context: IssuerContext, value: string): Promise<LiveAccessToken | undefined> {
  const found = await context.stores.authorizations.findByAccessToken(
    context.pool,
    hashBearerValue(value),
    context.clock(),
  );
  if (!found) return undefined;
  const { authorization, token } = found;
  return {
    authorization,
    scope: token.scope,
    issuedAt: undefined,
    expiresAt: token.expiresAt,
    jti: undefined,
  };
}

async function findByJwt(context: IssuerContext, value: string): Promise<LiveAccessToken | undefined> {
  const jwt = parseJwt(value);
  // An ID token has typ JWT as well, and is refused below: none of any dialect holds jti and scope.
  if (
    !jwt ||
    !accessTokenTyps.has(jwt.header['typ']) ||
    !verifyWithKeys(jwt, context.signers.verificationKeys())
  )
    return undefined;
  const { iss, jti, scope, iat, exp } = jwt.claims;
  if (iss !== context.issuer || typeof jti !== 'string' || typeof scope !== 'string') return undefined;
  if (typeof exp !== 'number' || exp <= context.clock() || typeof iat !== 'number') return undefined;
  const authorization = await context.stores.authorizations.find(
    context.pool,
    jti.slice(0, authorizationIdLength),
  );
  return (
    authorization && {
      authorization,
      scope: scope === '' ? [] : scope.split(' '),
      issuedAt: iat,
      expiresAt: exp,
      jti,
    }
  );
}

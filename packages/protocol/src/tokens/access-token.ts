/**
 * Access tokens: JWTs, or values that only this server reads, each naming its authorization; or UUIDs that are looked up.
 * One that is bound to a key is always a JWT, which says so — RFC 9068 §2, RFC 9449 §6.1, RFC 9562 §5.4.
 */
import {
  hashBearerValue,
  isJsonObject,
  type JsonObject,
  parseJwt,
  uuid,
  verifyWithKeys,
} from '@symbolon/foundation';
import type { Client } from '../client.ts';
import type { Dialect } from '../dialect.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { Authorization, Granted, StoredAccessToken } from '../stores/index.ts';
import {
  pickScope,
  picksOfScope,
  readOpaqueAccessToken,
  writeOpaqueAccessToken,
} from './opaque-access-token.ts';

const authorizationIdLength = 22;
const serialLength = 9;
const uuidLength = 36;

const accessTokenTyps: ReadonlySet<unknown> = new Set<Dialect['accessTokenTyp']>(['at+jwt', 'JWT']);

export interface MintedAccessToken {
  readonly value: string;
  /** Present where the token must be stored to be understood. */
  readonly stored: StoredAccessToken | undefined;
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
  /** The thumbprint of the key that it is bound to; undefined for a bearer token. */
  readonly boundTo: string | undefined;
}

export async function mintAccessToken(
  context: IssuerContext,
  subject: AccessTokenSubject,
): Promise<MintedAccessToken> {
  const issuedAt = context.clock();
  const expiresAt = issuedAt + subject.client.lifetimes.accessToken;
  const { accessTokenFormat } = subject.client.dialect;
  if (accessTokenFormat === 'jwt' || subject.boundTo !== undefined)
    return { value: await signJwt(context, subject, issuedAt, expiresAt), stored: undefined, expiresAt };
  if (accessTokenFormat === 'uuid') {
    const value = uuid(context.random);
    return { value, stored: { hash: hashBearerValue(value), scope: subject.scope, expiresAt }, expiresAt };
  }
  const value = writeOpaqueAccessToken(context.accessTokenKey, {
    authorizationId: subject.authorizationId,
    issuedAt,
    expiresAt,
    serial: context.random(serialLength),
    scopePicks: picksOfScope(subject.scope, subject.granted.scope),
  });
  return { value, stored: undefined, expiresAt };
}

function signJwt(
  context: IssuerContext,
  subject: AccessTokenSubject,
  issuedAt: number,
  expiresAt: number,
): string | Promise<string> {
  const { accessTokenSignedResponseAlg, dialect } = subject.client;
  const write = dialect.accessTokenClaims === 'rfc9068' ? fullClaims : minimalClaims;
  return context.signers
    .active(accessTokenSignedResponseAlg)
    .sign(dialect.accessTokenTyp, write(context, subject, issuedAt, expiresAt));
}

function audienceOf({ client, granted }: AccessTokenSubject): string | readonly string[] {
  const [audience = client.clientId, ...more] = granted.audience;
  return more.length === 0 ? audience : granted.audience;
}

const newJti = (context: IssuerContext, { authorizationId }: AccessTokenSubject): string =>
  jtiOf(authorizationId, context.random(serialLength));

const jtiOf = (authorizationId: string, serial: Buffer): string =>
  authorizationId + serial.toString('base64url');

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
    ...confirmation(subject),
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
    ...confirmation(subject),
  };
}

const confirmation = ({ boundTo }: AccessTokenSubject) =>
  boundTo === undefined ? undefined : { cnf: { jkt: boundTo } };

/** An access token in force, with the authorization it answers to. */
export interface LiveAccessToken {
  readonly authorization: Authorization;
  readonly scope: readonly string[];
  readonly issuedAt: number | undefined;
  readonly expiresAt: number;
  readonly jti: string | undefined;
  /** The thumbprint of the key that it is bound to; undefined for a bearer token. */
  readonly boundTo: string | undefined;
}

/** Finds what a presented access token stands for; undefined where it is not, or no longer, in force. */
export async function findAccessToken(
  context: IssuerContext,
  value: string,
): Promise<LiveAccessToken | undefined> {
  const found = await finderOf(value)(context, value);
  if (!found || found.authorization.revokedAt !== undefined) return undefined;
  const { userId, subject } = found.authorization;
  return userId === undefined || subject?.active ? found : undefined;
}

function finderOf(value: string): typeof findByJwt {
  if (value.includes('.')) return findByJwt;
  return value.length === uuidLength ? findByHash : findByContent;
}

async function findByContent(context: IssuerContext, value: string): Promise<LiveAccessToken | undefined> {
  const token = readOpaqueAccessToken(context.accessTokenKey, value);
  if (!token || token.expiresAt <= context.clock()) return undefined;
  const { authorizationId, issuedAt, expiresAt, serial, scopePicks } = token;
  const authorization = await context.stores.authorizations.find(context.pool, authorizationId);
  return (
    authorization && {
      authorization,
      scope: pickScope(authorization.scope, scopePicks),
      issuedAt,
      expiresAt,
      jti: jtiOf(authorizationId, serial),
      boundTo: undefined,
    }
  );
}

async function findByHash(context: IssuerContext, value: string): Promise<LiveAccessToken | undefined> {
  const found = await context.stores.authorizations.findByAccessToken(
    context.pool,
    hashBearerValue(value),
    context.clock(),
  );
  return (
    found && {
      authorization: found.authorization,
      scope: found.token.scope,
      issuedAt: undefined,
      expiresAt: found.token.expiresAt,
      jti: undefined,
      boundTo: undefined,
    }
  );
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
      boundTo: keyOf(jwt.claims),
    }
  );
}

/** We have signed the token: what it says of its key is what we have written. */
function keyOf({ cnf }: JsonObject): string | undefined {
  const jkt = isJsonObject(cnf) ? cnf['jkt'] : undefined;
  return typeof jkt === 'string' ? jkt : undefined;
}

/** ID tokens: made here, and read back as hints — OIDC Core §2, §3.1.3.6, §3.1.3.7. */
import {
  halfHash,
  type JsonObject,
  parseJwt,
  type SigningAlg,
  verifyWithKeys,
  verifyWithSecret,
} from '@symbolon/foundation';
import { claimsAbout, claimsByScope } from '../claims/claim-layout.ts';
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import { type Client, isPublicClient, secretsOf } from '../client.ts';
import type { OptionalClaim } from '../dialect.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { Granted, Subject } from '../stores/index.ts';

export interface IdTokenSubject {
  readonly subject: Subject;
  readonly client: Client;
  readonly granted: Granted;
  readonly nonce: string | undefined;
  readonly from: 'authorization-endpoint' | 'token-endpoint';
  /** What was issued with it, for `at_hash`, `c_hash` and `s_hash`. */
  readonly accessToken?: string | undefined;
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  /** Scopes whose claims it carries itself. */
  readonly scope: readonly string[];
}

export async function mintIdToken(context: IssuerContext, token: IdTokenSubject): Promise<string> {
  const { client, granted } = token;
  const { dialect } = client;
  const signer = context.clientSigner(client, client.idTokenSignedResponseAlg);
  const write = dialect.claimLayout === 'flat' ? claimsAbout : claimsByScope;
  const claims = write(
    {
      client,
      subject: token.subject,
      sub: subjectIdentifier(context, client, token.subject.sub),
      pool: context.pool,
      signedInAt: granted.authTime,
    },
    token.scope,
    granted.claimNames.idToken,
  );
  if (token.nonce !== undefined) claims['nonce'] = token.nonce;
  if (dialect.idTokenShape === 'bare') return signer.sign(undefined, claims);
  addSubject(claims, context, token);
  addHashes(claims, signer.alg, token);
  addSignIn(claims, token);
  const issuedAt = context.clock();
  claims['aud'] = client.clientId;
  claims['exp'] = issuedAt + client.lifetimes.idToken;
  claims['iat'] = issuedAt;
  claims['iss'] = context.issuer;
  return signer.sign('JWT', claims);
}

type Claims = Record<string, unknown>;

/** A layout by scope puts it elsewhere too, but no ID token that is to be verified is without (OIDC Core §2). */
function addSubject(claims: Claims, context: IssuerContext, { client, subject }: IdTokenSubject): void {
  if (client.dialect.claimLayout !== 'flat') claims['sub'] = subjectIdentifier(context, client, subject.sub);
}

/** From the authorization endpoint they guard what travels beside it: no dialect leaves them out (OIDC Core §3.2.2.9, §3.3.2.10). */
function addHashes(claims: Claims, alg: SigningAlg, token: IdTokenSubject): void {
  const { accessToken, code, state, from, client } = token;
  const withAtHash = from === 'authorization-endpoint' || client.dialect.idTokenOptionalClaims.has('at_hash');
  if (accessToken !== undefined && withAtHash) claims['at_hash'] = halfHash(alg, accessToken);
  if (code !== undefined) claims['c_hash'] = halfHash(alg, code);
  if (state !== undefined) claims['s_hash'] = halfHash(alg, state);
}

/** How and when the end-user signed in: what the dialect tells unasked, and what was asked for (OIDC Core §2, §5.5.1). */
function addSignIn(claims: Claims, { client, granted }: IdTokenSubject): void {
  const { idTokenOptionalClaims: unasked } = client.dialect;
  const isDue = (name: OptionalClaim) => unasked.has(name) || granted.claimNames.idToken.includes(name);
  const { authTime, acr, amr, sid } = granted;
  if (authTime !== undefined && (client.requireAuthTime || isDue('auth_time')))
    claims['auth_time'] = authTime;
  if (acr !== undefined && isDue('acr')) claims['acr'] = acr;
  if (amr.length > 0 && isDue('amr')) claims['amr'] = amr;
  if (sid !== undefined && isDue('sid')) claims['sid'] = sid;
}

/** What an `id_token_hint` says: that this issuer once told `clientId` about `sub`. Its age does not matter. */
export interface IdTokenHint {
  readonly clientId: string;
  readonly sub: string;
  readonly sid: string | undefined;
}

/** Reads a hint; undefined where this issuer did not make it. */
export async function readIdTokenHint(
  context: IssuerContext,
  value: string,
): Promise<IdTokenHint | undefined> {
  const claims = await readIdToken(context, value);
  return claims && hintOf(claims, context.issuer);
}

/** The claims of an ID token of any age; undefined where this issuer did not make it. With HS256 only the client it names can vouch for it. */
export async function readIdToken(context: IssuerContext, value: string): Promise<JsonObject | undefined> {
  const jwt = parseJwt(value);
  const hint = jwt && hintOf(jwt.claims, context.issuer);
  if (!jwt || !hint || jwt.header['typ'] !== 'JWT') return undefined;
  const { claims } = jwt;
  // An access token may have the same typ, and is none: it alone has a scope.
  if ('scope' in claims) return undefined;
  if (jwt.alg !== 'HS256')
    return verifyWithKeys(jwt, context.signers.verificationKeys()) ? claims : undefined;
  const client = await context.stores.clients.find(context.pool, hint.clientId);
  if (!client?.secret || isPublicClient(client) || client.idTokenSignedResponseAlg !== 'HS256')
    return undefined;
  return secretsOf(client).some(secret => verifyWithSecret(jwt, secret)) ? claims : undefined;
}

function hintOf(claims: JsonObject, issuer: string): IdTokenHint | undefined {
  const { iss, aud, sub, sid } = claims;
  if (iss !== issuer || typeof aud !== 'string' || typeof sub !== 'string') return undefined;
  return { clientId: aud, sub, sid: typeof sid === 'string' ? sid : undefined };
}

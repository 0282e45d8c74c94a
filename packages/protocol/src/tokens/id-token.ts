/** ID tokens: made here, and read back as hints — OIDC Core §2, §3.1.3.6, §3.1.3.7. */
import { halfHash, type JsonObject, parseJwt, verifyWithKeys, verifyWithSecret } from '@symbolon/foundation';
import { claimsAbout } from '../claims/claim-layout.ts';
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import { type Client, isPublicClient } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { Granted, Subject } from '../stores/index.ts';

export interface IdTokenSubject {
  readonly subject: Subject;
  readonly client: Client;
  readonly granted: Granted;
  readonly nonce: string | undefined;
  /** What was issued with it, for `at_hash`, `c_hash` and `s_hash`. */
  readonly accessToken?: string | undefined;
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  /** Scopes whose claims it carries itself. */
  readonly scope: readonly string[];
}

export async function mintIdToken(context: IssuerContext, token: IdTokenSubject): Promise<string> {
  const { client, granted, nonce, accessToken, code, state } = token;
  const signer = context.clientSigner(client, client.idTokenSignedResponseAlg);
  const sub = subjectIdentifier(context, client, token.subject.sub);
  const subject = { ...token.subject, sub };
  const issuedAt = context.clock();
  return signer.sign('JWT', {
    ...claimsAbout(subject, token.scope, granted.claimNames.idToken),
    iss: context.issuer,
    aud: client.clientId,
    iat: issuedAt,
    exp: issuedAt + client.lifetimes.idToken,
    ...(granted.authTime !== undefined && { auth_time: granted.authTime }),
    ...(nonce !== undefined && { nonce }),
    ...(granted.acr !== undefined && { acr: granted.acr }),
    ...(granted.amr.length > 0 && { amr: granted.amr }),
    ...(granted.sid !== undefined && { sid: granted.sid }),
    ...(accessToken !== undefined && { at_hash: halfHash(signer.alg, accessToken) }),
    ...(code !== undefined && { c_hash: halfHash(signer.alg, code) }),
    ...(state !== undefined && { s_hash: halfHash(signer.alg, state) }),
  });
}

/** What an `id_token_hint` says: that this issuer once told `clientId` about `sub`. Its age does not matter. */
export interface IdTokenHint {
  readonly clientId: string;
  readonly sub: string;
  readonly sid: string | undefined;
}

/** Reads a hint; undefined where this issuer did not make it. With HS256 only the client it names can vouch for it. */
export async function readIdTokenHint(
  context: IssuerContext,
  value: string,
): Promise<IdTokenHint | undefined> {
  const jwt = parseJwt(value);
  const hint = jwt && hintOf(jwt.claims, context.issuer);
  if (!jwt || !hint || jwt.header['typ'] !== 'JWT') return undefined;
  if (jwt.alg !== 'HS256') return verifyWithKeys(jwt, context.signers.verificationKeys()) ? hint : undefined;
  const client = await context.stores.clients.find(context.pool, hint.clientId);
  if (!client?.secret || isPublicClient(client) || client.idTokenSignedResponseAlg !== 'HS256')
    return undefined;
  return verifyWithSecret(jwt, client.secret) ? hint : undefined;
}

function hintOf(claims: JsonObject, issuer: string): IdTokenHint | undefined {
  const { iss, aud, sub, sid } = claims;
  if (iss !== issuer || typeof aud !== 'string' || typeof sub !== 'string') return undefined;
  return { clientId: aud, sub, sid: typeof sid === 'string' ? sid : undefined };
}

/** Demonstrating proof of possession: the key that a request was made with — RFC 9449 §4, §5, §7, §10. */
import { hash } from 'node:crypto';
import {
  type AsymmetricAlg,
  type HttpRequest,
  isJsonObject,
  type JsonObject,
  type Parameters,
  type ParsedJwt,
  parseJwt,
  readPublicKey,
  thumbprint,
  verifyWithKeys,
} from '@symbolon/foundation';
import type { Client } from '../client.ts';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';

/** The names of algorithms in proofs (one of them has two, RFC 9864 §2.2), and ours for them. Without RS256, as FAPI 2.0 §5.4.1 has it. */
const algs = new Map<string, AsymmetricAlg>([
  ['ES256', 'ES256'],
  ['EdDSA', 'EdDSA'],
  ['Ed25519', 'EdDSA'],
  ['PS256', 'PS256'],
]);

export const proofAlgs: readonly string[] = [...algs.keys()];

/** Seconds by which the time of a proof may be off. */
const patience = 60;
const maximumJtiLength = 256;
const thumbprintForm = /^[\w-]{43}$/;

const refuse = (description: string): never => {
  throw new OAuthError('dpop-proof', description);
};

/**
 * The thumbprint of the key that the request proves to hold, by a proof that is good once; undefined where it has none.
 * `accessToken` is the one that it goes along with.
 */
export async function findProvenKey(
  request: HttpRequest,
  context: IssuerContext,
  accessToken?: string,
): Promise<string | undefined> {
  const proof = request.header('dpop');
  if (proof === undefined) return undefined;
  const jwt = parseJwt(proof) ?? refuse('The DPoP header must be one signed JWT in compact form.');
  const key = readSignersKey(jwt);
  const { jti, issuedAt } = checkClaims(jwt.claims, request, context, accessToken);
  // A client's name has no space: what is remembered of assertions is never taken for this.
  const remembered = await context.stores.assertions.remember(
    context.pool,
    `dpop ${key}`,
    jti,
    issuedAt + patience + 1,
  );
  if (remembered === 'seen')
    refuse('The DPoP proof was used before: make a new one, with a new jti, for each request.');
  return key;
}

/** The same for a token request, where some clients must have one. */
export async function findClientsKey(
  request: HttpRequest,
  client: Client,
  context: IssuerContext,
): Promise<string | undefined> {
  const key = await findProvenKey(request, context);
  if (key === undefined && client.dpopBoundAccessTokens)
    refuse('This client is registered with dpop_bound_access_tokens: send a proof in the DPoP header.');
  return key;
}

/** The key that a code is to be bound to, named by its thumbprint (RFC 9449 §10). */
export function readCodesKey(parameters: Parameters): string | undefined {
  const value = parameters.get('dpop_jkt');
  if (value === undefined || thumbprintForm.test(value)) return value;
  throw new OAuthError('parameter-value', 'dpop_jkt must be the SHA-256 thumbprint of a key, in base64url.');
}

/** Holds the key of a request against the one that a code or a refresh token is bound to. */
export function checkBoundKey(
  what: 'code' | 'refresh token',
  bound: string | undefined,
  proven: string | undefined,
): void {
  if (bound === undefined || bound === proven) return;
  throw new OAuthError(
    'dpop-key',
    `The ${what} is bound to a key: send a DPoP proof that was signed with that key.`,
  );
}

/** The thumbprint of the key in the header of the proof, which has signed it. */
function readSignersKey(jwt: ParsedJwt): string {
  if (jwt.header['typ'] !== 'dpop+jwt') refuse('The DPoP proof must have the typ dpop+jwt.');
  const alg = algs.get(jwt.alg) ?? refuse(`The DPoP proof must be signed with ${proofAlgs.join(', ')}.`);
  const { jwk } = jwt.header;
  const key = isJsonObject(jwk) ? readPublicKey(jwk) : 'it is missing';
  if (typeof key === 'string')
    return refuse(`The jwk in the header of the DPoP proof cannot be used: ${key}.`);
  if (!verifyWithKeys({ ...jwt, alg }, [{ ...key, kid: undefined }]))
    refuse('The DPoP proof must be signed with the key in its jwk.');
  // Of the key as it is understood: one written in another way is the same key.
  return thumbprint(key.key.export({ format: 'jwk' }));
}

function checkClaims(
  claims: JsonObject,
  request: HttpRequest,
  context: IssuerContext,
  accessToken: string | undefined,
): { readonly jti: string; readonly issuedAt: number } {
  const { jti, htm, htu, iat, ath } = claims;
  if (typeof jti !== 'string' || jti === '' || jti.length > maximumJtiLength)
    return refuse(`The DPoP proof must have a jti, a text of at most ${maximumJtiLength} characters.`);
  if (htm !== request.method) refuse(`The DPoP proof must have the htm ${request.method}.`);
  const target = new URL(context.issuer).origin + request.path;
  if (withoutQuery(htu) !== target) refuse(`The DPoP proof must have the htu ${target}.`);
  if (typeof iat !== 'number' || Math.abs(iat - context.clock()) > patience)
    return refuse(`The DPoP proof must have an iat within ${patience} seconds of the time here.`);
  if (accessToken !== undefined && ath !== hash('sha256', accessToken, 'base64url'))
    refuse('The DPoP proof must have the ath of the access token that it goes along with.');
  return { jti, issuedAt: Math.ceil(iat) };
}

/** Query and fragment are ignored (RFC 9449 §4.3, item 9). */
function withoutQuery(htu: unknown): string | undefined {
  if (typeof htu !== 'string' || !URL.canParse(htu)) return undefined;
  const { origin, pathname } = new URL(htu);
  return origin + pathname;
}

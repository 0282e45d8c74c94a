/** Tokens bound to a key, and the proof that whoever sends one holds it — RFC 9449 §4.3, §7. */
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import type { AccessTokenClaims } from './claims.ts';
import { ResourceServerError } from './errors.ts';
import { hashOf } from './introspection.ts';
import type { Settings } from './options.ts';

/** Why a proof is not accepted. */
export class InvalidProof extends Error {
  override readonly name = 'InvalidProof';
}

export interface ProvenRequest {
  readonly method: string;
  readonly url: URL;
  readonly token: string;
  readonly claims: AccessTokenClaims;
}

const longestJti = 256;

export async function requireProof(proof: string, request: ProvenRequest, settings: Settings): Promise<void> {
  const { thumbprint, claims } = await openProof(proof, settings);
  const { htm, htu, iat, jti, ath } = claims;
  if (htm !== request.method) throw new InvalidProof('The DPoP proof is for another method (htm).');
  if (typeof htu !== 'string' || addressOf(htu) !== addressOf(request.url.href))
    throw new InvalidProof('The DPoP proof is for another address (htu).');
  if (ath !== (await hashOf(request.token)))
    throw new InvalidProof('The DPoP proof is for another access token (ath).');
  if (request.claims.cnf?.jkt !== thumbprint)
    throw new InvalidProof('The access token is not bound to the key of this DPoP proof (cnf.jkt).');
  if (typeof jti !== 'string' || jti === '' || jti.length > longestJti)
    throw new InvalidProof(`The DPoP proof needs a jti of at most ${longestJti} characters.`);
  const until = requireFresh(iat, settings);
  // Last, so that only holders of accepted tokens can fill the memory.
  const answer = await settings.replayMemory.remember(await hashOf(`${thumbprint}.${jti}`), until);
  if (answer === 'seen') throw new InvalidProof('The DPoP proof was used before (jti).');
  if (answer === 'full')
    throw new ResourceServerError(
      'unavailable',
      'The memory of DPoP proofs is full: nothing can be accepted.',
    );
}

/** When the proof can no longer be used. */
function requireFresh(iat: unknown, { now, proofLifetime, clockTolerance }: Settings): number {
  if (typeof iat !== 'number') throw new InvalidProof('The DPoP proof has no iat.');
  const until = iat + proofLifetime + clockTolerance;
  if (now() > until || iat > now() + clockTolerance)
    throw new InvalidProof('The DPoP proof is too old, or from the future (iat).');
  return until;
}

async function openProof(proof: string, settings: Settings) {
  try {
    const { protectedHeader, payload } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: [...settings.algorithms],
      currentDate: new Date(settings.now() * 1000),
      clockTolerance: settings.clockTolerance,
    });
    const { jwk } = protectedHeader;
    if (jwk === undefined || 'd' in jwk || 'k' in jwk) throw new InvalidProof('no public key');
    return { thumbprint: await calculateJwkThumbprint(jwk), claims: payload };
  } catch {
    throw new InvalidProof(
      'The DPoP proof is no JWT of typ dpop+jwt, signed by the public key in its header.',
    );
  }
}

/** Without query and fragment, and normalised as RFC 3986 §6.2.2 and §6.2.3 do. */
function addressOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

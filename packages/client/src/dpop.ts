/** Demonstrating proof of possession — RFC 9449 §4, §8, §9. */
import { base64url, type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { AuthenticationError } from './errors.ts';
import { type Answer, parseJson } from './http.ts';
import type { KeyPair } from './options.ts';
import { randomValue } from './pkce.ts';

export interface Prover {
  /** A proof for one request; with the access token's hash where one goes along. */
  proofFor(method: string, url: string, accessToken?: string): Promise<string>;
  /** Keeps the nonce of an answer; true where the request is worth sending again with it. */
  learn(answer: Answer, url: string): boolean;
}

export async function createProver(pair: boolean | KeyPair, now: () => number): Promise<Prover | undefined> {
  if (pair === false) return undefined;
  const { privateKey, publicKey } = pair === true ? await generateKeyPair('ES256') : pair;
  const alg = algOf(privateKey);
  const jwk = await exportJWK(publicKey);
  const nonces = new Map<string, string>();
  return {
    async proofFor(method, url, accessToken) {
      const target = new URL(url);
      const nonce = nonces.get(target.origin);
      const claims = {
        jti: randomValue(),
        htm: method,
        htu: target.origin + target.pathname,
        ...(nonce !== undefined && { nonce }),
        ...(accessToken !== undefined && { ath: await hashOf(accessToken) }),
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk })
        .setIssuedAt(now())
        .sign(privateKey);
    },
    learn({ status, headers, text }, url) {
      const nonce = headers.get('dpop-nonce');
      if (nonce === null) return false;
      const { origin } = new URL(url);
      const isNews = nonces.get(origin) !== nonce;
      nonces.set(origin, nonce);
      const error = parseJson(text)?.['error'] ?? headers.get('www-authenticate') ?? '';
      return isNews && (status === 400 || status === 401) && String(error).includes('use_dpop_nonce');
    },
  };
}

function algOf({ algorithm }: CryptoKey): string {
  if (algorithm.name === 'ECDSA') return 'ES256';
  if (algorithm.name === 'Ed25519') return 'EdDSA';
  throw new AuthenticationError('configuration', 'dpop takes an ECDSA P-256 or Ed25519 key pair.');
}

async function hashOf(text: string): Promise<string> {
  return base64url.encode(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))),
  );
}

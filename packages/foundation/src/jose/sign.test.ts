/** Signatures as others read them — RFC 7515 §5.1, RFC 7518 §3.4. */
import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { compactVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import type { AsymmetricAlg } from './algorithms.ts';
import { createSecretSigner, createSigner } from './sign.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
const keys: readonly (readonly [AsymmetricAlg, KeyObject])[] = [
  ['RS256', rsa],
  ['PS256', rsa],
  ['ES256', p256],
  ['EdDSA', generateKeyPairSync('ed25519').privateKey],
];
const claims = { sub: 'alice', name: 'Ålice 王' };

describe('a signer', () => {
  it.each(keys)('makes a JWS of %s that jose verifies', async (alg, key) => {
    const signer = createSigner(alg, key);
    const { payload, protectedHeader } = await compactVerify(
      await signer.sign('JWT', claims),
      createPublicKey(key),
    );
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual(claims);
    expect(protectedHeader).toEqual({ alg, typ: 'JWT', kid: signer.jwk.kid });
  });

  it('makes one of HS256 that jose verifies', async () => {
    const secret = 'a secret of at least thirty-two bytes';
    const jws = await createSecretSigner(secret).sign('JWT', claims);
    const { payload } = await compactVerify(jws, Buffer.from(secret));
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual(claims);
  });

  it('writes both numbers of ES256 with 32 bytes, however short they are — RFC 7518 §3.4', async () => {
    const signer = createSigner('ES256', p256);
    const key = { key: createPublicKey(p256), dsaEncoding: 'ieee-p1363' as const };
    let withZero = 0;
    for (let turn = 0; turn < 3000; turn++) {
      const jws = await signer.sign('JWT', { turn });
      const at = jws.lastIndexOf('.');
      const signature = Buffer.from(jws.slice(at + 1), 'base64url');
      expect(signature).toHaveLength(64);
      expect(verify('sha256', Buffer.from(jws.slice(0, at)), key, signature)).toBe(true);
      if (signature[0] === 0 || signature[32] === 0) withZero++;
    }
    // One number in 256 begins with a zero byte: where none does, this proves nothing.
    expect(withZero).toBeGreaterThan(0);
  });
});

/** Keys of the sizes that Symbolon makes for itself — RFC 7518 §3. */
import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';

export const generateKeys = () => [
  { kid: 'rsa', alg: 'RS256', ...exported(generateKeyPairSync('rsa', { modulusLength: 2048 })) },
  { kid: 'ec', alg: 'ES256', ...exported(generateKeyPairSync('ec', { namedCurve: 'P-256' })) },
];

const exported = ({ publicKey, privateKey }: KeyPairKeyObjectResult) => ({
  publicKey: publicKey.export({ format: 'jwk' }),
  privateKey: privateKey.export({ format: 'jwk' }),
});

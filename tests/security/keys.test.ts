/** Keys: what is published, and what may be registered — RFC 7517, RFC 8725 §3.4, §3.5; rows JW-12, JW-13. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../packages/server/src/index.ts';
import { c3Key } from './clients.ts';
import { useFixture } from './fixture.ts';

const fixture = useFixture();

describe('keys', () => {
  it('JW-12: are published by their public members only, each with its name, use and algorithm', async () => {
    const { keys }: { keys: Record<string, string>[] } = await (
      await fetch(`${fixture().world.issuer}/.well-known/jwks.json`)
    ).json();
    expect(new Set(keys.map(key => key['kid'])).size).toBe(keys.length);
    const members = new Set(keys.flatMap(key => Object.keys(key)));
    expect([...members].sort()).toEqual(['alg', 'crv', 'e', 'kid', 'kty', 'n', 'use', 'x', 'y']);
    for (const key of keys) expect(key['use']).toBe('sig');
  });

  it('JW-12, JW-13: of clients are not weak, private, shared or off their curve', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
    const point = createPublicKey(c3Key).export({ format: 'jwk' });
    const sound = rsa.publicKey.export({ format: 'jwk' });
    const refused = [
      short,
      { ...sound, e: 'AQ' },
      { ...sound, e: 'AQ', alg: 'RS256' },
      rsa.privateKey.export({ format: 'jwk' }),
      { kty: 'oct', k: 'AAAA' },
      { ...point, y: point.x },
      { ...point, x: 'AAAA', y: 'AAAA' },
      { ...point, alg: 'RS256' },
      { ...sound, alg: 'none' },
    ];
    const problemsOf = (jwk: object) =>
      readConfiguration(
        JSON.stringify({
          user_pools: [
            {
              name: 'default',
              applications: [
                {
                  client_id: 'x',
                  token_endpoint_auth_method: 'private_key_jwt',
                  redirect_uris: ['https://rp.test/cb'],
                  jwks: { keys: [jwk] },
                },
              ],
            },
          ],
        }),
        { environment: {}, dataFolder: '/', fileFolder: '/' },
      ).kind;
    for (const jwk of refused) expect(problemsOf(jwk), JSON.stringify(jwk)).toBe('refused');
    expect(problemsOf(sound)).not.toBe('refused');
    expect(problemsOf({ ...sound, alg: 'PS256' })).not.toBe('refused');
  });
});

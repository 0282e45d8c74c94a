/** Keys at `jwks_uri`: fetched once, again for a new key, never in a hurry — OIDC Core §10.1.1. */
import { generateKeyPairSync } from 'node:crypto';
import type { Client } from '@symbolon/protocol';
import { describe, expect, it } from 'vitest';
import { createClientKeys } from './client-keys.ts';
import { toClient } from './config/client.ts';
import type { Egress, Fetched } from './egress/egress.ts';

const uri = 'https://rp.test/jwks';
const client: Client = toClient({ client_id: 'c', jwks_uri: uri }, undefined);

const jwk = (kid: string, members: object = {}) => ({
  ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
  kid,
  ...members,
});
const published = (...keys: object[]): Fetched => ({ kind: 'fetched', text: JSON.stringify({ keys }) });

function setUp(answer: Fetched) {
  const state = { answer, now: 1000, fetches: 0 };
  const egress: Pick<Egress, 'fetchText'> = {
    async fetchText() {
      state.fetches++;
      return state.answer;
    },
  };
  const find = createClientKeys(egress, () => state.now);
  const kids = async (kid?: string) => (await find(client, kid)).map(key => key.kid);
  return { state, kids, find };
}

describe('keys at jwks_uri', () => {
  it('are fetched once, however many ask at once', async () => {
    const { state, kids } = setUp(published(jwk('a')));
    expect(await Promise.all([kids('a'), kids('a'), kids()])).toEqual([['a'], ['a'], ['a']]);
    expect(state.fetches).toBe(1);
  });

  it('are fetched again for an unknown kid, at most once a minute', async () => {
    const { state, kids } = setUp(published(jwk('a')));
    await kids('a');
    state.answer = published(jwk('b'));
    expect(await kids('b')).toEqual(['a']);
    state.now += 60;
    expect(await Promise.all([kids('b'), kids('b')])).toEqual([['b'], ['b']]);
    for (let i = 0; i < 20; i++) await kids(`unknown ${i}`);
    expect(state.fetches).toBe(2);
  });

  it('are fetched again when they are old, and stay for a day where that fails', async () => {
    const { state, kids } = setUp(published(jwk('a')));
    await kids('a');
    state.now += 599;
    await kids('a');
    expect(state.fetches).toBe(1);
    state.answer = { kind: 'failed', reason: 'the host cannot be reached' };
    state.now += 1;
    expect(await kids('a')).toEqual(['a']);
    expect(state.fetches).toBe(2);
    state.now += 86_400;
    expect(await kids('a')).toEqual([]);
  });

  it('are none where nothing was ever fetched, and a failing host is not asked at every turn', async () => {
    const { state, kids } = setUp({ kind: 'refused', reason: 'the host has an address that is not public' });
    expect([await kids('a'), await kids('a')]).toEqual([[], []]);
    expect(state.fetches).toBe(1);
  });

  it.each(['[]', '{"keys":{}}', '{"keys":[],"keys":[]}', '<html>'])('are none in %s', async text => {
    const { kids } = setUp({ kind: 'fetched', text });
    expect(await kids('a')).toEqual([]);
  });

  it('leave out what is private, for encryption, or unknown', async () => {
    const { kids } = setUp(
      published(
        jwk('private', { d: 'AA' }),
        jwk('encryption', { use: 'enc' }),
        jwk('unknown', { alg: 'ES999' }),
        { kty: 'oct', k: 'AA', kid: 'secret' },
        jwk('good', { use: 'sig' }),
      ),
    );
    expect(await kids('good')).toEqual(['good']);
  });

  it('of many addresses are forgotten one by one', async () => {
    const { state, find } = setUp(published(jwk('a')));
    for (let i = 0; i <= 1000; i++) await find({ ...client, jwksUri: `${uri}/${i}` }, 'a');
    await find({ ...client, jwksUri: `${uri}/1000` }, 'a');
    expect(state.fetches).toBe(1001);
    await find({ ...client, jwksUri: `${uri}/0` }, 'a');
    expect(state.fetches).toBe(1002);
  });
});

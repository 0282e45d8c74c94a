/** The discovery document and the published keys — module of the config plan. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../testkit/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ origin: 'https://op.test', pool: { registration: { mode: 'open' } } });
});
afterAll(() => world.close());

async function readJson(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${world.address}${path}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    path.endsWith('.json') ? expect.stringMatching(/^application\/(?:jwk-set\+)?json$/) : 'application/json',
  ]);
  return Object(await response.json());
}

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

/** Members of a private or symmetric key (RFC 7518 §6). */
const secretMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

describe('oidcc-config-certification-test-plan', () => {
  it('oidcc-discovery-endpoint-verification: the metadata is whole and true, and no key is secret', async () => {
    const metadata = await readJson('/oidc/.well-known/openid-configuration');
    expect(metadata['issuer']).toBe('https://op.test/oidc');
    const endpoints = Object.entries(metadata).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name));
    expect(endpoints.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'authorization_endpoint',
        'token_endpoint',
        'userinfo_endpoint',
        'jwks_uri',
        'registration_endpoint',
      ]),
    );
    for (const [name, url] of endpoints) expect(url, name).toMatch(/^https:\/\/op\.test\/oidc\/[\w/.-]+$/);
    const offered: Readonly<Record<string, readonly string[]>> = {
      response_types_supported: ['code', 'id_token', 'id_token token'],
      grant_types_supported: ['authorization_code', 'implicit'],
      id_token_signing_alg_values_supported: ['RS256'],
      userinfo_signing_alg_values_supported: ['RS256'],
      request_object_signing_alg_values_supported: ['RS256'],
      subject_types_supported: ['public', 'pairwise'],
      scopes_supported: ['openid'],
      code_challenge_methods_supported: ['S256'],
      claims_supported: ['sub', 'name', 'email'],
    };
    for (const [name, values] of Object.entries(offered))
      expect(textsOf(metadata[name]), name).toEqual(expect.arrayContaining([...values]));
  });

  it('oidcc-discovery-endpoint-verification: every published key is public and has a kid of its own', async () => {
    const { keys } = await readJson('/oidc/.well-known/jwks.json');
    const list: readonly Record<string, unknown>[] = Array.isArray(keys) ? keys : [];
    expect(list.length).toBeGreaterThan(0);
    const kids = list.map(({ kid }) => kid);
    for (const kid of kids) expect(kid).toMatch(/./);
    expect(new Set(kids).size).toBe(kids.length);
    for (const key of list) {
      expect(['RSA', 'EC', 'OKP']).toContain(key['kty']);
      for (const member of secretMembers) expect(key).not.toHaveProperty(member);
    }
  });
});

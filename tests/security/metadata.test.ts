/** The metadata say what works, and nothing else works — RFC 8414 §2; row DC-02. */
import { expect, it } from 'vitest';
import { responseOf } from '../testkit/relying-party.ts';
import { asC1, useFixture } from './fixture.ts';

const fixture = useFixture();

const metadata = async (): Promise<Record<string, unknown>> =>
  (await fetch(`${fixture().world.issuer}/.well-known/openid-configuration`)).json();

async function list(name: string): Promise<string[]> {
  const value = (await metadata())[name];
  if (!Array.isArray(value)) throw new Error(`${name} is no list`);
  return value.map(String);
}

/** The client that may do everything. */
const c6 = { client_id: 'c6', redirect_uri: 'https://rp6.test/cb', nonce: 'n' };

it('DC-02: every address that is named answers', async () => {
  const addresses = Object.entries(await metadata()).filter(([name]) =>
    /_endpoint$|_uri$|_iframe$/.test(name),
  );
  expect(addresses.length).toBeGreaterThanOrEqual(10);
  for (const [name, url] of addresses) {
    const get = await fetch(String(url), { redirect: 'manual' });
    const isPost = get.status === 405;
    const status = isPost ? (await fetch(String(url), { method: 'POST', headers: asC1 })).status : get.status;
    expect([404, 405], name).not.toContain(status);
  }
});

it('DC-02: every grant type that is named is known, and no other', async () => {
  const errorOf = async (grantType: string) =>
    (await fixture().call('/token', { grant_type: grantType }, asC1)).json['error'];
  for (const grantType of await list('grant_types_supported'))
    if (grantType !== 'implicit')
      expect(await errorOf(grantType), grantType).not.toBe('unsupported_grant_type');
  for (const grantType of [
    'implicit',
    'urn:ietf:params:oauth:grant-type:token-exchange',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    'urn:openid:params:grant-type:ciba',
    'Authorization_Code',
  ])
    expect(await errorOf(grantType), grantType).toBe('unsupported_grant_type');
});

it('DC-02: every response type that is named is answered, and no other', async () => {
  const named = await list('response_types_supported');
  for (const type of named) {
    const response = responseOf(await fixture().askSignedIn({ ...c6, response_type: type }));
    const members = { code: 'code', id_token: 'id_token', token: 'access_token' };
    const parts = type.split(' ');
    for (const [part, member] of Object.entries(members))
      expect(response.has(member), `${type}: ${member}`).toBe(parts.includes(part));
  }
  for (const type of ['token', 'none', 'code code', 'code none', 'CODE']) {
    expect(named).not.toContain(type);
    const page = await fixture().askSignedIn({ ...c6, response_type: type });
    expect(responseOf(page).get('error') ?? page.body, type).toMatch(
      /unsupported_response_type|invalid_request/,
    );
  }
});

it('DC-02: every response mode that is named is answered, and no other', async () => {
  for (const mode of await list('response_modes_supported')) {
    const page = await fixture().askSignedIn({ ...c6, response_type: 'code', response_mode: mode });
    const found = page.location ?? page.body;
    expect(/[?&#]code=|name="code"|"code":"/.test(found.replaceAll('&quot;', '"')), mode).toBe(true);
  }
  const page = await fixture().askSignedIn({ ...c6, response_type: 'code', response_mode: 'query.jwt' });
  expect(responseOf(page).get('code')).toBeNull();
});

it('DC-02: there is a key for every algorithm of ID tokens but the one that is keyed by a secret', async () => {
  const { jwks_uri: url } = await metadata();
  const { keys }: { keys: { alg: string }[] } = await (await fetch(String(url))).json();
  const algs = await list('id_token_signing_alg_values_supported');
  expect(new Set(keys.map(({ alg }) => alg))).toEqual(new Set(algs.filter(alg => alg !== 'HS256')));
});

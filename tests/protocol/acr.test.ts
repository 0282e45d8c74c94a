/** How strong the sign-in was: `acr`, `acr_values` — OIDC Core §2, §3.1.2.1, §5.5.1.1; OpenID Unmet Authentication Requirements. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import {
  authorizationUrl,
  claimsOf,
  post,
  redeem,
  refresh,
  responseOf,
  signIn,
  webAuthentication,
} from '../testkit/relying-party.ts';
import { alice, createWorld, type World, web } from '../testkit/world.ts';

const level = 'urn:symbolon:acr:single-factor';

let world: World;
beforeAll(async () => {
  const grant_types = [...web.grant_types, 'password'];
  world = await createWorld({ applications: [{ ...web, grant_types }] });
});
afterAll(() => world.close());

type Fields = Record<string, string | undefined>;
const answer = async (parameters: Fields) => responseOf(await signIn(world, new Browser(), parameters));
const acrOf = async (parameters: Fields) => {
  const { json } = await redeem(world, String((await answer(parameters)).get('code')));
  return claimsOf(json['id_token'])['acr'];
};
const claims = (acr: unknown) => JSON.stringify({ id_token: { acr } });

describe('acr', () => {
  it('is told after a sign-in with a password, and stays what it was', async () => {
    const code = (await answer({ scope: 'openid offline_access' })).get('code');
    const { json } = await redeem(world, String(code));
    expect(claimsOf(json['id_token'])['acr']).toBe(level);
    expect(claimsOf(json['access_token'])['acr']).toBe(level);
    const { json: refreshed } = await refresh(world, json['refresh_token']);
    expect(claimsOf(refreshed['id_token'])['acr']).toBe(level);
  });

  it('is told after the password grant', async () => {
    const fields = { grant_type: 'password', username: alice.username, password: alice.password };
    const { json } = await post(`${world.issuer}/token`, { ...fields, scope: 'openid' }, webAuthentication);
    expect(claimsOf(json['id_token'])['acr']).toBe(level);
  });

  it('is published', async () => {
    const metadata: unknown = await (await fetch(`${world.issuer}/.well-known/openid-configuration`)).json();
    expect(metadata).toMatchObject({ acr_values_supported: [level, 'urn:symbolon:acr:multi-factor'] });
  });

  it.each([
    ['acr_values', { acr_values: 'urn:gold urn:silver' }],
    ['a claim', { claims: claims(null) }],
    ['a claim with values', { claims: claims({ values: ['urn:gold'] }) }],
    ['an essential claim without a value', { claims: claims({ essential: true }) }],
    [
      'an essential claim that can be met',
      { claims: claims({ essential: true, values: ['urn:gold', level] }) },
    ],
    ['an essential claim of one value', { claims: claims({ essential: true, value: level }) }],
  ])('is what was reached, asked for by %s', async (_name, parameters) => {
    expect(await acrOf(parameters)).toBe(level);
  });

  it.each([
    [{ essential: true, value: 'urn:gold' }],
    [{ essential: true, values: ['urn:gold', 'urn:silver'] }],
    [{ essential: true, values: [] }],
    [{ essential: true, values: 7 }],
  ])('that is essential and cannot be reached is refused before anybody is asked: %j', async wish => {
    for (const prompt of [undefined, 'none']) {
      const page = await new Browser().get(authorizationUrl(world, { claims: claims(wish), prompt }));
      const response = responseOf(page);
      expect(response.get('error')).toBe('unmet_authentication_requirements');
      expect(response.get('error_uri')?.split('#')[0]).toBe(
        `${world.origin}/errors/authentication-requirements`,
      );
      expect(response.get('state')).toBe('st');
    }
  });

  it('that is essential at userinfo binds nobody: it is a claim of the ID token', async () => {
    const asked = JSON.stringify({ userinfo: { acr: { essential: true, value: 'urn:gold' } } });
    expect(await acrOf({ claims: asked })).toBe(level);
  });
});

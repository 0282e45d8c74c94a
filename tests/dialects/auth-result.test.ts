/** The AuthResult of ID PASS DataCollect: a token response, and the claims of its ID token as the profile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimsOf, freshCode, headerOf, pkce, post } from '../testkit/relying-party.ts';
import { createWorld, spa, type World } from '../testkit/world.ts';
import { membersOf, readSample } from './sample.ts';

const sample = readSample('datacollect-auth-result');
const profile = Object(sample['profile']);

const user = {
  sub: profile.sub,
  username: 'john',
  password: 'the password of the sample',
  name: profile.name,
  email: profile.email,
};

let world: World;
beforeAll(async () => {
  world = await createWorld({ applications: [{ ...spa, id_token_claims: 'all' }], users: [user] });
});
afterAll(() => world.close());

describe('the AuthResult of DataCollect', () => {
  it('can be made of the answer to a public application', async () => {
    const { verifier, challenge } = pkce();
    const code = await freshCode(
      world,
      {
        client_id: spa.client_id,
        redirect_uri: spa.redirect_uris[0],
        scope: 'openid profile email offline_access',
        ...challenge,
      },
      undefined,
      user,
    );
    const { json } = await post(`${world.issuer}/token`, {
      grant_type: 'authorization_code',
      client_id: spa.client_id,
      redirect_uri: spa.redirect_uris[0],
      code,
      code_verifier: verifier,
    });
    const { access_token, id_token, refresh_token, expires_in } = json;
    const { sub, name, email } = claimsOf(id_token);
    const result = { access_token, id_token, refresh_token, expires_in, profile: { sub, name, email } };
    expect(membersOf(result)).toEqual(membersOf(sample));
    expect(result.profile).toEqual(sample['profile']);
    expect(expires_in).toBe(sample['expires_in']);
    for (const token of [access_token, id_token]) expect(headerOf(token)).toMatchObject({ alg: 'RS256' });
  });
});

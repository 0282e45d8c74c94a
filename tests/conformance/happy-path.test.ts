/** The ordinary way, with the parameters that must do no harm — modules of the basic, implicit and hybrid plans. */
import { expect } from 'vitest';
import { basic, headerOf, pkce, post } from '../testkit/relying-party.ts';
import { granted } from './callback.ts';
import { extraMembers } from './id-token.ts';
import { finish, login } from './login.ts';
import { type Module, runModules } from './module.ts';
import { inPlans } from './plans.ts';
import { type Run, sentPairs } from './run.ts';

/** In bits, as Shannon counts them: by how often each character occurs. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, count) => sum + count * Math.log2(count / text.length), 0);
}

const withParameter = (
  name: Module['name'],
  promise: string,
  parameters: Readonly<Record<string, string>>,
): Module => ({
  name,
  promise,
  types: inPlans.all,
  check: async run => {
    expect((await login(run, parameters)).visit.asked).toContain('login');
  },
});

async function clientSecretPost(run: Run): Promise<void> {
  const { world, client } = run;
  expect((await run.discovery())['token_endpoint_auth_methods_supported']).toContain('client_secret_post');
  const visit = await run.visit();
  const code = granted(run, visit.page, 'aBcDeF0123').get('code') ?? '';
  const fields = { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri };
  const byBasic = await post(`${world.issuer}/token`, fields, basic(client.id, client.secret));
  expect([byBasic.status, byBasic.json['error']]).toEqual([401, 'invalid_client']);
  const inBody = { ...fields, client_id: client.id, client_secret: client.secret };
  expect((await post(`${world.issuer}/token`, inBody)).status).toBe(200);
}

runModules([
  {
    name: 'oidcc-server',
    promise: 'all that is asked of every login',
    types: inPlans.all,
    check: async run => {
      const { response, idTokens } = await login(run);
      const code = response.get('code');
      if (code !== null) {
        expect(code.length).toBeGreaterThanOrEqual(16);
        expect(entropyOf(code)).toBeGreaterThan(96);
      }
      expect(idTokens.flatMap(extraMembers)).toEqual([]);
    },
  },
  {
    name: 'oidcc-server-client-secret-post',
    promise: 'the secret in the body, for a client that registered so',
    types: inPlans.withCode,
    metadata: { token_endpoint_auth_method: 'client_secret_post' },
    check: clientSecretPost,
  },
  {
    name: 'oidcc-idtoken-signature',
    promise: 'without a wish the ID token is signed with RS256 and names its key',
    types: inPlans.all,
    check: async run => {
      const { rawIdToken } = await login(run);
      expect(headerOf(rawIdToken)).toMatchObject({ alg: 'RS256', kid: expect.stringMatching(/./) });
    },
  },
  {
    name: 'oidcc-ensure-post-request-succeeds',
    promise: 'the authorization request as a form',
    types: inPlans.basic,
    check: async run => {
      const sent = run.parameters();
      const fields = Object.fromEntries(sentPairs(sent));
      const page = await run.browser.post(`${run.world.issuer}/auth`, fields);
      await finish(run, await run.goOn(page), sent);
    },
  },
  {
    name: 'oidcc-ensure-request-with-valid-pkce-succeeds',
    promise: 'S256 challenge and verifier',
    types: inPlans.basicAndOnceForHybrid,
    check: async run => {
      const { challenge, verifier } = pkce();
      await login(run, challenge, { code_verifier: verifier });
    },
  },
  {
    name: 'oidcc-ensure-request-with-acr-values-succeeds',
    promise: 'one of the published levels is reached, and told',
    types: inPlans.all,
    check: async run => {
      const supported = (await run.discovery())['acr_values_supported'];
      const values: readonly unknown[] = Array.isArray(supported) ? supported : [];
      const { idToken } = await login(run, { acr_values: values.join(' ') });
      expect(values).toContain(idToken['acr']);
    },
  },
  withParameter('oidcc-display-page', 'display=page', { display: 'page' }),
  withParameter('oidcc-display-popup', 'display=popup', { display: 'popup' }),
  withParameter('oidcc-ensure-request-with-unknown-parameter-succeeds', 'an unknown parameter is ignored', {
    extra: 'foobar',
  }),
  withParameter('oidcc-login-hint', 'a hint at somebody unknown', { login_hint: 'buffy@op.test' }),
  withParameter('oidcc-ui-locales', 'a language that is not there', { ui_locales: 'se' }),
  withParameter('oidcc-claims-locales', 'claims in a language that is not there', { claims_locales: 'se' }),
]);

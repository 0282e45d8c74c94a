/** Userinfo, scopes and the claims parameter — modules of the basic, implicit and hybrid plans. */
import { expect } from 'vitest';
import { type Answer, answerOf, post } from '../testkit/relying-party.ts';
import { checkUserinfoAnswer, finish, type LoggedIn, login } from './login.ts';
import { type Module, runModules } from './module.ts';
import { inPlans } from './plans.ts';
import { sentPairs } from './run.ts';
import { type ClaimScope, checkClaimsOfScopes } from './standard-claims.ts';

/** `id_token` alone has no access token, so that there the suite finds nothing to ask. */
const withAccessToken = inPlans.all.filter(type => type !== 'id_token');

const userinfoModule = (
  name: Module['name'],
  promise: string,
  ask: (endpoint: string, accessToken: string) => Promise<Answer>,
): Module => ({
  name,
  promise,
  types: withAccessToken,
  check: async run => {
    const { idToken, accessToken = '' } = await login(run);
    checkUserinfoAnswer(await ask(`${run.world.issuer}/me`, accessToken), idToken.sub);
  },
});

const bearer = (accessToken: string) => ({ authorization: `Bearer ${accessToken}` });

/** Where there is an access token the claims are at userinfo, and the ID token holds none of them. */
function checkPlaceOfClaims({ about, accessToken, idTokens }: LoggedIn, wanted: readonly ClaimScope[]): void {
  checkClaimsOfScopes(about, wanted);
  if (accessToken === undefined) return;
  for (const idToken of idTokens) checkClaimsOfScopes(idToken, []);
}

const scopeModule = (name: Module['name'], wanted: readonly ClaimScope[]): Module => ({
  name,
  promise: 'every claim of the scope, in the one place for it',
  types: inPlans.all,
  check: async run => {
    expect((await run.discovery())['scopes_supported']).toEqual(expect.arrayContaining([...wanted]));
    checkPlaceOfClaims(await login(run, { scope: `openid ${wanted.join(' ')}` }), wanted);
  },
});

runModules([
  userinfoModule('oidcc-userinfo-get', 'GET with the token in the header', async (endpoint, accessToken) =>
    answerOf(await fetch(endpoint, { headers: bearer(accessToken) })),
  ),
  userinfoModule('oidcc-userinfo-post-header', 'POST with the token in the header', (endpoint, accessToken) =>
    post(endpoint, {}, bearer(accessToken)),
  ),
  userinfoModule('oidcc-userinfo-post-body', 'POST with the token in the form', (endpoint, accessToken) =>
    post(endpoint, { access_token: accessToken }),
  ),
  scopeModule('oidcc-scope-profile', ['profile']),
  scopeModule('oidcc-scope-email', ['email']),
  scopeModule('oidcc-scope-address', ['address']),
  scopeModule('oidcc-scope-phone', ['phone']),
  scopeModule('oidcc-scope-all', ['email', 'phone', 'address', 'profile']),
  {
    name: 'oidcc-alternate-happy-flow',
    promise: 'the order of scopes and of parameters does not matter',
    types: inPlans.onceForHybrid,
    check: async run => {
      const sent = run.parameters({ scope: 'email openid' });
      const url = `${run.world.issuer}/auth?${new URLSearchParams(sentPairs(sent).toReversed())}`;
      checkPlaceOfClaims(await finish(run, await run.goOn(await run.browser.get(url)), sent), ['email']);
    },
  },
  {
    name: 'oidcc-claims-essential',
    promise: 'an essential claim is where it was asked for, and only there',
    types: inPlans.all,
    check: async run => {
      const place = run.plan.responseType === 'id_token' ? 'id_token' : 'userinfo';
      const { about, idToken } = await login(run, {
        claims: JSON.stringify({ [place]: { name: { essential: true } } }),
      });
      expect(about['name']).toBe('Sam Uma Suite');
      if (place === 'userinfo') expect(idToken).not.toHaveProperty('name');
    },
  },
]);

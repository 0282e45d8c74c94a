/** The token endpoint: codes used twice, and refresh — modules of the basic and hybrid plans. */
import { expect } from 'vitest';
import { type Answer, refresh, userinfo } from '../testkit/relying-party.ts';
import { type Claims, checkIdToken } from './id-token.ts';
import { checkTokenResponse, type LoggedIn, login } from './login.ts';
import { runModules } from './module.ts';
import { inPlans } from './plans.ts';
import type { Run } from './run.ts';

function checkInvalidGrant({ status, headers, json }: Answer): void {
  expect([status, headers.get('content-type'), json['error']]).toEqual([
    400,
    'application/json',
    'invalid_grant',
  ]);
}

const replay = (run: Run, { response }: LoggedIn) => run.redeem(response.get('code') ?? '');

const offline = { scope: 'openid offline_access', prompt: 'consent' };

async function refreshed(run: Run): Promise<void> {
  const supported = await run.discovery();
  expect(supported['grant_types_supported']).toContain('refresh_token');
  expect(supported['scopes_supported']).toContain('offline_access');
  const { token, idToken } = await login(run, offline);
  const refreshToken = token?.json['refresh_token'];
  expect(refreshToken).toBeTypeOf('string');

  run.world.clock.advance(2);
  const { authentication } = run.client;
  const answer = await refresh(run.world, refreshToken, {}, authentication);
  checkTokenResponse(answer);
  expect(answer.json['access_token']).not.toBe(token?.json['access_token']);
  checkSameSignIn(idToken, await checkIdToken(run, String(answer.json['id_token']), undefined));
  expect((await userinfo(run.world, answer.json['access_token'])).status).toBe(200);
}

function checkSameSignIn(before: Claims, after: Claims): void {
  for (const name of ['iss', 'sub', 'aud', 'azp', 'auth_time']) expect(after[name]).toEqual(before[name]);
  expect(after.iat).toBeGreaterThan(Number(before.iat));
}

async function refusedToAnother(run: Run): Promise<void> {
  const other = await run.another();
  const { token } = await login(other, offline);
  const refreshToken = token?.json['refresh_token'];
  checkInvalidGrant(await refresh(run.world, refreshToken, {}, run.client.authentication));
  expect((await refresh(run.world, refreshToken, {}, other.client.authentication)).status).toBe(200);
  await other.close();
}

runModules([
  {
    name: 'oidcc-codereuse',
    promise: 'a code is used once',
    types: inPlans.withCode,
    check: async run => checkInvalidGrant(await replay(run, await login(run))),
  },
  {
    name: 'oidcc-codereuse-30seconds',
    promise: 'a code that comes again later takes the first access token with it',
    types: inPlans.withCode,
    check: async run => {
      const first = await login(run);
      run.world.clock.advance(30);
      checkInvalidGrant(await replay(run, first));
      expect((await userinfo(run.world, first.accessToken)).status).toBe(401);
    },
  },
  {
    name: 'oidcc-refresh-token',
    promise: 'new tokens for the client that it belongs to, and for no other',
    types: inPlans.withCode,
    refreshes: true,
    check: async run => {
      await refreshed(run);
      await refusedToAnother(run);
    },
  },
]);

/** Requests that are wrong, and wishes that are not fulfilled — modules of the basic, implicit and hybrid plans. */
import { expect } from 'vitest';
import { channelOf, readCallback, refused, refusedOnPage } from './callback.ts';
import { runModules } from './module.ts';
import { inPlans } from './plans.ts';
import { type Fields, type Run, sentPairs } from './run.ts';

const segment = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** As the suite makes them: `alg` none and no signature. */
const unsigned = (run: Run, parameters: Fields): string => {
  const claims = { ...Object.fromEntries(sentPairs(parameters)), iss: run.client.id, aud: run.world.issuer };
  return `${segment({ alg: 'none' })}.${segment(claims)}.`;
};

/** Where the metadata does not offer `none` the suite skips these modules. */
async function checkNoneIsNotOffered(run: Run): Promise<void> {
  const algs = (await run.discovery())['request_object_signing_alg_values_supported'];
  expect(algs).toContain('RS256');
  expect(algs).not.toContain('none');
}

runModules([
  {
    name: 'oidcc-response-type-missing',
    promise: 'an error at the redirect URI, with the state',
    types: inPlans.onceForHybrid,
    check: async run => {
      const { page } = await run.visit({ response_type: undefined });
      const channel = run.plan.byFormPost ? 'form_post' : 'query';
      expect(refused(run, page, channel, 'aBcDeF0123')).toBe('invalid_request');
    },
  },
  {
    name: 'oidcc-ensure-request-without-nonce-succeeds-for-code-flow',
    promise: 'a code without a nonce',
    types: inPlans.withoutFrontIdToken,
    check: async run => {
      const { page } = await run.visit({ nonce: undefined });
      expect(readCallback(run, page).members.get('code')).toMatch(/./);
    },
  },
  {
    name: 'oidcc-ensure-request-without-nonce-fails',
    promise: 'no ID token from the authorization endpoint without a nonce',
    types: inPlans.withFrontIdToken,
    check: async run => {
      const { page } = await run.visit({ nonce: undefined });
      expect(refused(run, page, channelOf(run), 'aBcDeF0123')).toBe('invalid_request');
    },
  },
  {
    name: 'oidcc-ensure-registered-redirect-uri',
    promise: 'an error page, and no redirect',
    types: inPlans.all,
    check: async run => {
      const { page } = await run.visit({ redirect_uri: `${run.client.redirectUri}/x7Hq2` });
      refusedOnPage(page);
    },
  },
  {
    name: 'oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported',
    promise: 'refused, not ignored; the metadata does not offer none',
    types: inPlans.all,
    check: async run => {
      await checkNoneIsNotOffered(run);
      expect((await run.discovery())['request_uri_parameter_supported']).toBe(true);
      const { page, asked } = await run.visit({ request_uri: 'https://suite.test/requests/1#x' });
      expect(asked).toEqual([]);
      expect(refused(run, page, channelOf(run), 'aBcDeF0123')).toBe('request_uri_not_supported');
    },
  },
  {
    name: 'oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported',
    promise: 'refused, not ignored; the metadata does not offer it',
    types: inPlans.all,
    check: async run => {
      await checkNoneIsNotOffered(run);
      const request = unsigned(run, run.parameters());
      const { page, asked } = await run.visit({ state: undefined, nonce: undefined, request });
      expect(asked).toEqual([]);
      const { channel, members } = readCallback(run, page);
      expect([channel, members.get('error')]).toEqual([channelOf(run), 'invalid_request_object']);
    },
  },
  {
    name: 'oidcc-ensure-request-object-with-redirect-uri',
    promise: 'an unregistered redirect URI beside the object is an error page',
    types: inPlans.all,
    check: async run => {
      await checkNoneIsNotOffered(run);
      const request = unsigned(run, run.parameters());
      const { page } = await run.visit({ redirect_uri: `${run.client.redirectUri}/x7Hq2`, request });
      refusedOnPage(page);
    },
  },
  {
    name: 'oidcc-idtoken-unsigned',
    promise: 'ID tokens without signature are neither offered nor registered',
    types: inPlans.basic,
    check: async run => {
      const algs = (await run.discovery())['id_token_signing_alg_values_supported'];
      expect(algs).toContain('RS256');
      expect(algs).not.toContain('none');
    },
  },
]);

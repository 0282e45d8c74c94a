/** The pages that the suite's scripted browser finds its way through, and the configuration that it is given. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { landmarks, poolFor, suiteConfiguration } from '../../tools/conformance-configuration.ts';
import { Browser, type Page } from '../testkit/browser.ts';
import { authorizationUrl } from '../testkit/relying-party.ts';
import { createWorld, type World } from '../testkit/world.ts';
import { standardUser } from './standard-user.ts';

const parties = { suite: 'https://suite.test', alias: 'here' };
const redirectUri = 'https://suite.test/test/a/here/callback';
const request = { client_id: 'suite-1', redirect_uri: redirectUri };

let world: World;
beforeAll(async () => {
  const { users, applications, registration } = poolFor({ origin: '', ...parties });
  world = await createWorld({ users, applications, pool: { registration } });
});
afterAll(() => world.close());

/** Whether a script that waits for `pattern`, with `*` for anything, would take this page. */
function expectAt(page: Page, pattern: string): void {
  const literal = (text: string) => text.replace(/[.?+^$()[\]{}|\\]/g, '\\$&');
  expect(page.url).toMatch(new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`));
}

const expectIds = (page: Page, ids: Readonly<Record<string, string>>) => {
  for (const id of Object.values(ids)) expect(page.body.split(` id="${id}"`), id).toHaveLength(2);
};

/** The pattern of a task of the scripted way through authorization (0) or logout (1). */
const patternOf = (step: number, task: number): string | undefined =>
  suiteConfiguration({ origin: world.origin, ...parties }).browser[step]?.tasks[task]?.match;

describe('the way of the scripted browser', () => {
  it('signs in, agrees, and signs out at the ids that the configuration names', async () => {
    const browser = new Browser();
    const login = await browser.follow(await browser.get(authorizationUrl(world, request)), world.origin);
    expectAt(login, String(patternOf(0, 0)));
    expectIds(login, landmarks.login);
    const { username: identifier, password } = standardUser;
    const consent = await browser.follow(await browser.submit(login, { identifier, password }), world.origin);
    expectAt(consent, String(patternOf(0, 1)));
    expectIds(consent, landmarks.consent);
    const arrived = await browser.follow(await browser.submit(consent, { decision: 'allow' }), world.origin);
    expect(arrived.location?.startsWith(`${redirectUri}?code=`)).toBe(true);

    const first = await browser.get(`${world.issuer}/session/end`);
    const logout = await browser.follow(first, world.origin);
    expectAt(logout, String(patternOf(1, 0)));
    expectIds(logout, landmarks.logout);
    const left = await browser.follow(await browser.submit(logout, { decision: 'sign_out' }), world.origin);
    expect(left.body).toContain(landmarks.signedOut);
  });

  it('sees the text of an error page', async () => {
    const wrong = { ...request, redirect_uri: `${redirectUri}/elsewhere` };
    const page = await new Browser().get(authorizationUrl(world, wrong));
    expect([page.status, page.location]).toEqual([400, undefined]);
    expect(page.body).toContain(landmarks.error);
  });

  it('names clients that the server knows, and the discovery document', () => {
    const { client, client2, client_secret_post, server } = suiteConfiguration({
      origin: world.origin,
      ...parties,
    });
    const { applications } = poolFor({ origin: world.origin, ...parties });
    const known = applications.map(({ client_id, client_secret }) => ({ client_id, client_secret }));
    expect([client, client2, client_secret_post]).toEqual(known);
    expect(server.discoveryUrl).toBe(`${world.issuer}/.well-known/openid-configuration`);
  });
});

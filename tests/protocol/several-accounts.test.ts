/** Several end-users signed in in one browser — OIDC Core §3.1.2.1 (`prompt`, hints), §3.1.2.6, RP-Initiated Logout §2. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { titleOf } from '../testkit/hosted-flow.ts';
import {
  authorizationUrl,
  claimsOf,
  redeem,
  responseOf,
  signIn,
  spaRedirectUri,
} from '../testkit/relying-party.ts';
import { alice, bob, createWorld, type World } from '../testkit/world.ts';

const session = 'symbolon-session-default';
const chooser = 'Choose an account';
const people = [
  alice,
  bob,
  ...['cai', 'dee', 'eve', 'fay'].map(username => ({ username, password: `${username} has a long one` })),
];

let world: World;
beforeAll(async () => {
  world = await createWorld({ users: people });
});
afterAll(() => world.close());
// Nobody waits out what an earlier test has counted, and no two sign-ins happen at once.
beforeEach(() => world.clock.advance(3600));

type Parameters = Record<string, string | undefined>;

const ask = async (browser: Browser, parameters: Parameters = {}) =>
  browser.follow(await browser.get(authorizationUrl(world, parameters)), world.origin);

async function idTokenOf(page: Page): Promise<string> {
  const { json } = await redeem(world, responseOf(page).get('code') ?? '');
  return String(json['id_token']);
}

/** Signs everybody in, the last one last; their ID tokens. */
async function withAll(...all: readonly (typeof people)[number][]) {
  const browser = new Browser();
  const tokens: string[] = [];
  for (const who of all) {
    world.clock.advance(1);
    tokens.push(await idTokenOf(await signIn(world, browser, { prompt: 'login' }, who)));
  }
  return { browser, tokens };
}

const sidOf = (token: string | undefined) => String(claimsOf(token)['sid']);
const subOf = (token: string | undefined) => claimsOf(token)['sub'];
const choose = async (browser: Browser, page: Page, token: string | undefined) =>
  browser.follow(await browser.submit(page, { account: sidOf(token) }), world.origin);

const silent = async (browser: Browser, parameters: Parameters = {}) => {
  const page = await browser.get(authorizationUrl(world, { prompt: 'none', ...parameters }));
  const error = responseOf(page).get('error');
  return error ?? subOf(await idTokenOf(page));
};

describe('the account chooser', () => {
  it('is shown where several are signed in, and each of them can be chosen', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    const page = await ask(browser);
    expect(titleOf(page)).toBe(chooser);
    for (const text of [
      'Alice Example',
      alice.email,
      'Bob Example',
      bob.email,
      '>AE<',
      '>BE<',
      'Web application',
    ])
      expect(page.body).toContain(text);
    for (const token of tokens)
      expect(subOf(await idTokenOf(await choose(browser, page, token)))).toBe(subOf(token));
  });

  it('is not shown where one is, and is where the application asks for it', async () => {
    const { browser, tokens } = await withAll(alice);
    expect(responseOf(await ask(browser)).has('code')).toBe(true);
    const page = await ask(browser, { prompt: 'select_account' });
    expect(titleOf(page)).toBe(chooser);
    const chosen = claimsOf(await idTokenOf(await choose(browser, page, tokens[0])));
    expect([chosen['sub'], chosen['auth_time']]).toEqual([
      subOf(tokens[0]),
      claimsOf(tokens[0])['auth_time'],
    ]);
  });

  it('is a sign-in where nobody is', async () => {
    const page = await ask(new Browser(), { prompt: 'select_account' });
    expect(page.body).toContain('id="password"');
  });

  it('leads to a sign-in with another account, beside the ones before', async () => {
    const { browser, tokens } = await withAll(alice);
    const page = await ask(browser, { prompt: 'select_account' });
    const login = await browser.follow(await browser.submit(page, { action: 'another' }), world.origin);
    const back = await browser.submit(login, { identifier: bob.username, password: bob.password });
    expect(subOf(await idTokenOf(back))).not.toBe(subOf(tokens[0]));
    const again = await ask(browser);
    expect([again.body.includes('Alice Example'), again.body.includes('Bob Example')]).toEqual([true, true]);
  });

  it('tells the application where the end-user turns away', async () => {
    const { browser } = await withAll(alice, bob);
    const page = await browser.submit(await ask(browser), { action: 'cancel' });
    expect(responseOf(page).get('error')).toBe('access_denied');
  });

  it('signs one of them out and stays, until nobody is left', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    const page = await ask(browser);
    const signOut = async (shown: Page, token: string | undefined) =>
      browser.follow(await browser.submit(shown, { sign_out: sidOf(token) }), world.origin);
    const rest = await signOut(page, tokens[1]);
    expect([titleOf(rest), rest.body.includes('Bob Example')]).toEqual([chooser, false]);
    expect(await silent(browser)).toBe(subOf(tokens[0]));
    const none = await signOut(rest, tokens[0]);
    expect(none.body).toContain('id="password"');
    expect(browser.cookies.has(session)).toBe(false);
  });

  it('goes on with the request as it was asked: consent, max_age, and the session of the choice', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    const consent = await choose(
      browser,
      await ask(browser, { prompt: 'select_account consent' }),
      tokens[0],
    );
    expect(consent.body).toContain('You are signed in as <bdi class="symbolon-name">Alice Example');
    const agreed = await browser.submit(consent, { decision: 'allow' });
    expect(subOf(await idTokenOf(agreed))).toBe(subOf(tokens[0]));
    world.clock.advance(100);
    const login = await choose(browser, await ask(browser, { max_age: '50' }), tokens[0]);
    expect(login.body).toContain('id="password"');
    const back = await browser.submit(login, { identifier: alice.username, password: alice.password });
    expect(sidOf(await idTokenOf(back))).toBe(sidOf(tokens[0]));
  });

  it('is renewed where it was open for too long', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    const page = await ask(browser);
    world.clock.advance(3601);
    const renewed = await browser.submit(page, { account: sidOf(tokens[0]) });
    expect(titleOf(renewed)).toBe(chooser);
    expect(subOf(await idTokenOf(await choose(browser, renewed, tokens[0])))).toBe(subOf(tokens[0]));
  });
});

describe('an authorization request that says who is meant', () => {
  it('by id_token_hint or login_hint is answered for them, without a page', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    const [ofAlice, ofBob] = tokens;
    expect(await silent(browser, { id_token_hint: ofAlice })).toBe(subOf(ofAlice));
    expect(await silent(browser, { id_token_hint: ofBob })).toBe(subOf(ofBob));
    expect(subOf(await idTokenOf(await ask(browser, { login_hint: 'ALICE@example.com' })))).toBe(
      subOf(ofAlice),
    );
    expect(subOf(await idTokenOf(await ask(browser, { login_hint: bob.username })))).toBe(subOf(ofBob));
    expect(titleOf(await ask(browser, { login_hint: 'somebody@else.test' }))).toBe(chooser);
  });

  it('by a hint of somebody else is answered with a sign-in, and silently with login_required', async () => {
    const { browser } = await withAll(alice, bob);
    const { tokens } = await withAll(people[2] ?? alice);
    expect((await ask(browser, { id_token_hint: tokens[0] })).body).toContain('id="password"');
    expect(await silent(browser, { id_token_hint: tokens[0] })).toBe('login_required');
  });

  it('silently is answered for the one used last with that application, and else with account_selection_required', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    expect(await silent(browser)).toBe(subOf(tokens[1]));
    await choose(browser, await ask(browser), tokens[0]);
    world.clock.advance(1);
    await choose(browser, await ask(browser), tokens[0]);
    expect(await silent(browser)).toBe(subOf(tokens[0]));
    const spa = {
      client_id: 'spa',
      redirect_uri: spaRedirectUri,
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
      prompt: 'none',
    };
    const other = await browser.get(authorizationUrl(world, spa));
    expect(responseOf(other).get('error')).toBe('account_selection_required');
  });
});

describe('a browser', () => {
  it('holds five sessions; the sixth ends the one unused for longest', async () => {
    const { browser, tokens } = await withAll(...people);
    expect(browser.cookies.get(session)?.split('.')).toHaveLength(5);
    const page = await ask(browser);
    expect([page.body.includes('Alice Example'), page.body.includes('Bob Example')]).toEqual([false, true]);
    expect(await silent(browser, { id_token_hint: tokens[0] })).toBe('login_required');
  });

  it('keeps over its end those alone that asked for it', async () => {
    const browser = new Browser();
    const signInAs = async (who: typeof alice | typeof bob, more: Record<string, string>) => {
      const page = await ask(browser, { prompt: 'login' });
      return browser.submit(page, { identifier: who.username, password: who.password, ...more });
    };
    await signInAs(alice, { remember: 'on' });
    const mixed = await signInAs(bob, {});
    const lasting = mixed.headers.getSetCookie().filter(cookie => cookie.includes('Max-Age'));
    expect(lasting.map(cookie => cookie.split('=')[0]).toSorted()).toEqual([
      'symbolon-browser-state-default',
      'symbolon-device-default',
      'symbolon-kept-sessions-default',
    ]);
    const restarted = new Browser();
    restarted.setCookie(
      'symbolon-kept-sessions-default',
      browser.cookies.get('symbolon-kept-sessions-default') ?? '',
    );
    expect(responseOf(await ask(restarted)).has('code')).toBe(true);
    const both = await ask(browser);
    expect([both.body.includes('Alice Example'), both.body.includes('Bob Example')]).toEqual([true, true]);
  });
});

describe('a logout', () => {
  const leave = async (browser: Browser, parameters: Record<string, string>) =>
    browser.follow(
      await browser.get(`${world.issuer}/session/end?${new URLSearchParams(parameters)}`),
      world.origin,
    );

  it('ends the session that its hint names, and no other', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    await leave(browser, { id_token_hint: tokens[0] ?? '' });
    expect(await silent(browser, { id_token_hint: tokens[0] })).toBe('login_required');
    expect(subOf(await idTokenOf(await ask(browser)))).toBe(subOf(tokens[1]));
  });

  it('without a hint asks about the one that the application used last', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    await choose(browser, await ask(browser, { prompt: 'select_account' }), tokens[0]);
    world.clock.advance(1);
    await choose(browser, await ask(browser, { prompt: 'select_account' }), tokens[0]);
    const asked = await leave(browser, { client_id: 'web' });
    expect(asked.body).toContain('Alice Example');
    await browser.submit(asked, { decision: 'sign_out' });
    expect(await silent(browser)).toBe(subOf(tokens[1]));
  });
});

describe('the account page', () => {
  it('is that of the account that was chosen last, and leads to the others', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    const account = `${world.origin}/u`;
    const first = await browser.get(account);
    expect(first.body).toContain('Bob Example');
    const href = /href="([^"]*select-account)"/.exec(first.body)?.[1] ?? '';
    const page = await browser.follow(await browser.get(new URL(href, account).href), world.origin);
    const after = await choose(browser, page, tokens[0]);
    expect([after.url, after.body.includes('Alice Example')]).toEqual([account, true]);
    expect((await browser.get(account)).body).toContain('Alice Example');
  });

  it('takes a form of the account for which it was made, whoever was chosen since', async () => {
    const { browser, tokens } = await withAll(alice, bob);
    const stale = await browser.get(`${world.origin}/u`);
    const page = await browser.follow(await browser.get(`${world.origin}/select-account`), world.origin);
    await choose(browser, page, tokens[0]);
    const ticket = /name="ticket" value="([^"]+)"/.exec(stale.body)?.[1] ?? '';
    await browser.post(`${world.origin}/u/sign-out`, { ticket });
    expect(await silent(browser, { id_token_hint: tokens[1] })).toBe('login_required');
    expect(await silent(browser, { id_token_hint: tokens[0] })).toBe(subOf(tokens[0]));
  });
});

/** The hosted login in real Chromium: signing in by every road that people take — OIDC Core §3.1.2.3. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Window } from '../testkit/chromium.ts';
import { alice, bob } from '../testkit/people.ts';
import { startServer } from '../testkit/started-server.ts';
import { openStage, type Stage, signIn } from './stage.ts';

let stage: Stage;
let window: Window;
beforeAll(async () => {
  stage = await openStage(applications => startServer({ applications }));
});
afterAll(() => stage.close());
beforeEach(async () => {
  window = await stage.openWindow();
});
afterEach(async () => {
  expect(window.faults()).toEqual([]);
  await window.close();
});

const errorOf = async () => (await stage.answerAt(window.page)).get('error');

describe('the sign-in page', () => {
  it('leads back to the application with code and state', async () => {
    await window.page.goto(stage.authorizationUrl({ state: 'x y' }));
    expect(await window.page.title()).toBe('Sign in to Web application');
    await signIn(window.page);
    const answer = await stage.answerAt(window.page);
    expect(answer.get('code')).toMatch(/^[\w-]{65}$/);
    expect(answer.get('state')).toBe('x y');
  });

  it('works without JavaScript', async () => {
    const plain = await stage.openWindow({ javaScriptEnabled: false });
    await plain.page.goto(stage.authorizationUrl({ client_id: 'careful' }));
    await signIn(plain.page, { ...bob, password: 'wrong' });
    await plain.page.locator('#password-error').waitFor();
    await signIn(plain.page, bob);
    await plain.page.getByRole('button', { name: 'Allow', exact: true }).click();
    expect((await stage.answerAt(plain.page)).get('code')).toMatch(/^[\w-]{65}$/);
    await plain.close();
  });

  it('works with the keyboard alone: the cursor is there, Tab goes on, Enter sends', async () => {
    const { page } = window;
    await page.goto(stage.authorizationUrl());
    await page.locator('#identifier:focus').waitFor();
    await page.keyboard.type(alice.username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(alice.password);
    await page.keyboard.press('Enter');
    expect((await stage.answerAt(page)).has('code')).toBe(true);
  });

  it('tells beside the field that name and password do not match, and puts the cursor there', async () => {
    const { page } = window;
    await page.goto(stage.authorizationUrl());
    await signIn(page, { ...alice, password: 'wrong' });
    const field = page.getByLabel('Password', { exact: true });
    await page.locator('#password-error').waitFor();
    await page.locator('#password:focus').waitFor();
    expect(await field.getAttribute('aria-describedby')).toBe('password-error');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe('');
    expect(await page.getByLabel('Username, email or phone').inputValue()).toBe(alice.username);
    await page.keyboard.type(alice.password);
    await page.keyboard.press('Enter');
    expect((await stage.answerAt(page)).has('code')).toBe(true);
  });

  it('shows the password on request', async () => {
    const { page } = window;
    await page.goto(stage.authorizationUrl({ login_hint: alice.email }));
    const field = page.locator('#password');
    await page.locator('#password:focus').waitFor();
    await field.fill('secret');
    await page.getByRole('button', { name: 'Show the password' }).click();
    expect(await field.getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Hide the password' }).click();
    expect(await field.getAttribute('type')).toBe('password');
  });

  it('lets the end-user turn back', async () => {
    await window.page.goto(stage.authorizationUrl());
    await window.page.getByRole('button', { name: 'Cancel' }).click();
    expect(await errorOf()).toBe('access_denied');
  });
});

describe('a browser used as a browser is used', () => {
  it('survives a reload, also after a wrong password', async () => {
    const { page } = window;
    await page.goto(stage.authorizationUrl());
    await page.reload();
    await signIn(page, { ...alice, password: 'wrong' });
    await page.locator('#password-error').waitFor();
    await page.reload();
    await page.locator('#password-error').waitFor();
    await signIn(page);
    expect((await stage.answerAt(page)).has('code')).toBe(true);
  });

  it('ends well in two tabs with two sign-ins pending', async () => {
    const first = window.page;
    const second = await first.context().newPage();
    await first.goto(stage.authorizationUrl({ state: 'first' }));
    await second.goto(stage.authorizationUrl({ state: 'second' }));
    await signIn(second);
    expect((await stage.answerAt(second)).get('state')).toBe('second');
    await signIn(first);
    const answer = await stage.answerAt(first);
    expect([answer.get('state'), answer.has('code')]).toEqual(['first', true]);
  });

  it('can go back to the page after signing in, and sign in from there again', async () => {
    const { page } = window;
    await page.goto(stage.authorizationUrl());
    await signIn(page);
    const first = (await stage.answerAt(page)).get('code');
    await page.goBack();
    await signIn(page);
    const second = (await stage.answerAt(page)).get('code');
    expect(second).toMatch(/^[\w-]{65}$/);
    expect(second).not.toBe(first);
  });

  it('sends a form once, however often its button is pressed', async () => {
    const { page } = window;
    await page.goto(stage.authorizationUrl());
    await page.getByLabel('Username, email or phone').fill(alice.username);
    await page.getByLabel('Password', { exact: true }).fill(alice.password);
    let sent = 0;
    page.on('request', request => {
      if (request.method() === 'POST') sent++;
    });
    await page.getByRole('button', { name: 'Sign in' }).dblclick();
    expect((await stage.answerAt(page)).has('code')).toBe(true);
    expect(sent).toBe(1);
  });
});

describe('with a session', () => {
  beforeEach(async () => {
    await window.page.goto(stage.authorizationUrl());
    await signIn(window.page);
    await stage.answerAt(window.page);
  });

  it('asks nothing again, unless prompt=login or max_age ask for it', async () => {
    const { page } = window;
    await page.goto(stage.authorizationUrl({ state: 'again' }));
    expect((await stage.answerAt(page)).get('state')).toBe('again');
    await page.goto(stage.authorizationUrl({ max_age: '1000' }));
    await stage.answerAt(page);
    await page.goto(stage.authorizationUrl({ prompt: 'login' }));
    await signIn(page);
    expect((await stage.answerAt(page)).has('code')).toBe(true);
    await page.goto(stage.authorizationUrl({ max_age: '0' }));
    await signIn(page);
    expect((await stage.answerAt(page)).has('code')).toBe(true);
  });

  it('asks for consent where the application is not trusted, and takes a no', async () => {
    const { page } = window;
    await page.goto(stage.authorizationUrl({ client_id: 'careful' }));
    await page.getByText('You are signed in as Alice Example').waitFor();
    expect(await page.getByRole('listitem').count()).toBe(3);
    await page.getByRole('button', { name: 'Do not allow' }).click();
    expect(await errorOf()).toBe('access_denied');
    await page.goto(stage.authorizationUrl({ client_id: 'careful' }));
    await page.getByRole('button', { name: 'Allow', exact: true }).click();
    expect((await stage.answerAt(page)).has('code')).toBe(true);
    await page.goto(stage.authorizationUrl({ client_id: 'careful', prompt: 'none' }));
    expect((await stage.answerAt(page)).has('code')).toBe(true);
  });

  it('asks before it ends the session of one who did not come from an application with an ID token', async () => {
    const { page } = window;
    const end = new URL('session/end', stage.authorizationUrl()).href;
    await page.goto(end);
    await page.getByRole('button', { name: 'Stay signed in' }).click();
    await page.goto(stage.authorizationUrl({ prompt: 'none' }));
    expect((await stage.answerAt(page)).has('code')).toBe(true);
    const back = `${stage.application.origin}/bye`;
    await page.goto(`${end}?${new URLSearchParams({ client_id: 'web', post_logout_redirect_uri: back })}`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(back);
    await page.goto(stage.authorizationUrl({ prompt: 'none' }));
    expect(await errorOf()).toBe('login_required');
  });
});

/** A sign-in left open for too long, in Chromium: it begins again, and says so — OIDC Core §3.1.2.3. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alice } from '../testkit/people.ts';
import { createWorld, type World } from '../testkit/world.ts';
import { openStage, type Stage, signIn } from './stage.ts';

let stage: Stage;
let world: World;
beforeAll(async () => {
  stage = await openStage(async applications => {
    world = await createWorld({ applications });
    return world;
  });
});
afterAll(() => stage.close());

const hour = 3600;

it('asks again after an hour, with the name kept, and leads back to the application', async () => {
  const { page, faults } = await stage.openWindow();
  await page.goto(stage.authorizationUrl({ state: 'kept' }));
  world.clock.advance(hour + 1);
  await signIn(page);
  await page.getByText('the page has been renewed').waitFor();
  expect(await page.getByLabel('Username, email or phone').inputValue()).toBe(alice.username);
  await signIn(page);
  const answer = await stage.answerAt(page);
  expect([answer.get('state'), answer.has('code')]).toEqual(['kept', true]);
  expect(faults()).toEqual([]);
});

it('asks for the consent again, of whoever is still signed in', async () => {
  const { page } = await stage.openWindow();
  await page.goto(stage.authorizationUrl({ client_id: 'careful' }));
  await signIn(page);
  const allow = page.getByRole('button', { name: 'Allow', exact: true });
  await allow.waitFor();
  world.clock.advance(hour + 1);
  const renewed = page.waitForResponse(response => response.url().includes('/consent?ticket='));
  await allow.click();
  expect((await renewed).status()).toBe(200);
  await allow.click();
  expect((await stage.answerAt(page)).has('code')).toBe(true);
});

it('goes straight on from a page that expired, where the end-user signed in elsewhere meanwhile', async () => {
  const { page } = await stage.openWindow();
  await page.goto(stage.authorizationUrl({ state: 'first' }));
  world.clock.advance(hour + 1);
  const other = await page.context().newPage();
  await other.goto(stage.authorizationUrl({ state: 'second' }));
  await signIn(other);
  await stage.answerAt(other);
  await page.reload();
  expect((await stage.answerAt(page)).get('state')).toBe('first');
});

it('asks for the password again when max_age has passed', async () => {
  const { page } = await stage.openWindow();
  await page.goto(stage.authorizationUrl());
  await signIn(page);
  await stage.answerAt(page);
  await page.goto(stage.authorizationUrl({ max_age: '60', state: 'young' }));
  expect((await stage.answerAt(page)).get('state')).toBe('young');
  world.clock.advance(61);
  await page.goto(stage.authorizationUrl({ max_age: '60', state: 'old' }));
  await signIn(page);
  expect((await stage.answerAt(page)).get('state')).toBe('old');
});

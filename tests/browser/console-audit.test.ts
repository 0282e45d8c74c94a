/** The audit log of the console says whether it is as it was written. */
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settled } from '../testkit/settled.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { look } from './look.ts';

let stage: ConsoleStage;
beforeAll(async () => {
  stage = await openConsoleStage();
  const body = { identifier: 'book', audience: 'https://api.test/', actions: ['read'] };
  await stage.owner.call('POST', '/pools/default/resources', { body });
  await settled(stage.world);
  stage.world.clock.advance(61);
}, 60_000);
afterAll(() => stage.close());

const small = { width: 390, height: 844 };
const large = { width: 1440, height: 900 };
const windows: readonly (readonly [string, BrowserContextOptions])[] = [
  ['small-light', { colorScheme: 'light', viewport: small, reducedMotion: 'reduce' }],
  ['large-dark', { colorScheme: 'dark', viewport: large, reducedMotion: 'reduce' }],
];

it.each(windows)('tells what was verified, and what was tampered with: %s', async (how, options) => {
  const { page, close } = await stage.openConsole('/pools/default/audit', options);
  await page.getByText(/^Sealed and whole. Events verified: \d+, up to/).waitFor();
  await look(page, `audit-whole-${how}`);
  const happened_at = stage.world.clock.now() - 3600;
  const kinds = ['changed', 'missing', 'unsealed'] as const;
  const items = kinds.map((kind, index) => ({
    kind,
    happened_at,
    event_id: `00000000000${index}.abcdefgh`,
  }));
  await page.route('**/audit-events/verification*', route =>
    route.fulfill({ json: { items, events: 90, verified_until: happened_at } }),
  );
  await page.reload();
  const alert = page.getByRole('alert').filter({ hasText: 'The audit log was tampered with' });
  await alert.waitFor();
  expect(await alert.getByRole('listitem').allInnerTexts()).toEqual(
    items.map(({ event_id: id }) => expect.stringContaining(id)),
  );
  await look(page, `audit-tampered-${how}`);
  await close();
});

it('goes on by itself over a few pages, and then when it is asked to', async () => {
  const { page, close } = await stage.openConsole('/pools/default/keys');
  let asked = 0;
  await page.route('**/audit-events/verification*', route => {
    asked++;
    const next = asked < 12 ? { next: String(asked) } : {};
    return route.fulfill({
      json: { items: [], events: 5000, verified_until: 1_800_000_000 + asked, ...next },
    });
  });
  await page.goto(`${stage.world.origin}/console/pools/default/audit`);
  await page.getByText('Events verified: 50000').waitFor();
  await page.getByRole('button', { name: 'Verify the rest' }).click();
  await page.getByText('Events verified: 60000').waitFor();
  expect(await page.getByRole('button', { name: 'Verify the rest' }).count()).toBe(0);
  expect(asked).toBe(12);
  await close();
});

/** How a page of any kind is looked at: what axe finds, and whether it is broader than the window — WCAG 2.2. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Half faded in, nothing has the colours that it is given. What turns for ever, as a spinner does, is not waited for. */
const atRest = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished)).then(() => undefined)`;

/** By rule, with the elements. Our pages have no frames, for which alone axe would open another page. */
export async function violationsOn(
  page: Page,
): Promise<readonly (readonly [rule: string, elements: string[]])[]> {
  await page.evaluate(atRest);
  // What is there already need not be read again.
  const isThere = await page.evaluate<boolean>('typeof axe === "object"');
  const { violations } = await new AxeBuilder({ page, ...(isThere && { axeSource: 'void axe' }) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false })
    .analyze();
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

export const breadthBeyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** With `SCREENSHOTS=folder` a picture of each page that has a name is kept there. */
export async function look(page: Page, name?: string): Promise<void> {
  const found = await violationsOn(page);
  const broader = Math.max(0, Number(await page.evaluate(breadthBeyond)));
  const at = name ?? page.url();
  expect({ at, found, broader }).toEqual({ at, found: [], broader: 0 });
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined && name !== undefined)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

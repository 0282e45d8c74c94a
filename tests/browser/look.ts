/** How a page of any kind is looked at: what axe finds, and whether it is broader than the window — WCAG 2.2. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Half faded in, nothing has the colours that it is given. What turns for ever, as a spinner does, is not waited for. */
const atRest = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity)
  .map(({ finished }) => finished)).then(() => undefined)`;

/** The only frames of ours run no scripts, axe neither. */
const options: axe.RunOptions = { resultTypes: ['violations'], preload: false, iframes: false };
const run = `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
  violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`;

/** Every page compiles it anew, which is quicker the shorter it is. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** By rule, with the elements. */
export async function violationsOn(
  page: Page,
): Promise<readonly (readonly [rule: string, elements: readonly string[]])[]> {
  await page.evaluate(atRest);
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(source);
  return page.evaluate(run);
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

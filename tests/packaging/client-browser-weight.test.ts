/** The browser SDK as a page loads it: what it weighs. */
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundleOf } from '../testkit/browser-bundle.ts';

const weightOf = async (external: readonly string[]): Promise<number> =>
  gzipSync(await bundleOf('client-browser', { external })).byteLength;

it('is under 8 kB, minified and compressed, without @symbolon/client', async () => {
  const [alone, together] = await Promise.all([weightOf(['@symbolon/client']), weightOf([])]);
  console.log(`client-browser: ${alone} bytes by itself, ${together} with everything`);
  // Less would mean that it was not bundled at all.
  expect(alone).toBeGreaterThan(2048);
  expect(alone).toBeLessThan(8192);
  expect(together).toBeGreaterThan(alone);
});

/** The console as it is built and served: what its first page weighs, how it is cached, and what may run on it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstAdministrator, root } from '../testkit/administrator.ts';
import { openChromium } from '../testkit/chromium.ts';
import { createWorld, type World } from '../testkit/world.ts';

const folder = fileURLToPath(new URL('../../packages/server/dist/console', import.meta.url));

let world: World;
beforeAll(async () => {
  world = await createWorld({ console: true });
  await firstAdministrator(world);
});
afterAll(() => world.close());

const page = () => fetch(`${world.origin}/console/`);
const script = async () =>
  /src="(\/console\/assets\/[^"]+\.js)"/.exec(await (await page()).text())?.[1] ?? '';

it('loads in at most 350 kB, compressed, up to the first page behind the sign-in', {
  timeout: 40_000,
}, async () => {
  const chromium = await openChromium();
  try {
    const { page: window, close } = await chromium.openWindow();
    const loaded = new Set<string>();
    window.on('request', request => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/console/')) loaded.add(pathname);
    });
    await window.goto(`${world.origin}/console/`);
    await window.getByLabel('Username').fill(root.username);
    await window.getByLabel('Password', { exact: true }).fill(root.password);
    await window.getByRole('button', { name: 'Sign in' }).click();
    await window.getByRole('heading', { name: 'Overview' }).waitFor();
    await close();
    const names = [...loaded]
      .filter(path => path.includes('/assets/'))
      .map(path => path.slice('/console/'.length));
    const sizes = names.map(name => {
      const content = readFileSync(`${folder}/${name}`);
      return name.endsWith('.woff2') ? content.byteLength : gzipSync(content).byteLength;
    });
    const total = sizes.reduce((sum, size) => sum + size, 0);
    console.log(`console: ${total} bytes in ${sizes.length} files`);
    // Less would mean that nothing was loaded at all.
    expect(total).toBeGreaterThan(100_000);
    expect(total).toBeLessThanOrEqual(350_000);
  } finally {
    await chromium.close();
  }
});

it('is one page for every address below it, kept by nobody, each with a nonce of its own', async () => {
  const [first, second] = await Promise.all([
    page(),
    fetch(`${world.origin}/console/pools/default/users/by-id/anyone`),
  ]);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(first.headers.get('cache-control')).toBe('no-store');
  const policies = [first, second].map(({ headers }) => headers.get('content-security-policy') ?? '');
  const nonces = policies.map(policy => /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? '');
  expect(new Set(nonces).size).toBe(2);
  expect(await first.text()).toContain(`nonce="${nonces[0]}"`);
  for (const policy of policies) {
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  }
});

it('has files that never change, compressed when they were built', async () => {
  const path = await script();
  const plain = readFileSync(`${folder}${path.slice('/console'.length)}`, 'utf8');
  const response = await fetch(`${world.origin}${path}`, { headers: { 'accept-encoding': 'br' } });
  expect(response.headers.get('content-encoding')).toBe('br');
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(await response.text()).toBe(plain);
  const kept = readFileSync(`${folder}${path.slice('/console'.length)}.br`);
  expect(brotliDecompressSync(kept).toString()).toBe(plain);
  const bare = await fetch(`${world.origin}${path}`, { headers: { 'accept-encoding': 'identity' } });
  expect(bare.headers.get('content-encoding')).toBeNull();
  expect(await bare.text()).toBe(plain);
});

it.each([
  '/console/assets/none.js',
  '/console/assets/..%2findex.html',
  '/console/assets/%2e%2e/%2e%2e/main.js',
])('has nothing at %s', async path => {
  const response = await fetch(`${world.origin}${path}`);
  expect(response.status === 404 || !(await response.text()).includes('import')).toBe(true);
});

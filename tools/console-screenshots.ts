/** Pictures of the console for the documentation: each page, small and large, light and dark. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { root, signInAdministrator } from '../tests/testkit/administrator.ts';
import { endChromium, openChromium } from '../tests/testkit/chromium.ts';
import { startServer } from '../tests/testkit/started-server.ts';
import { spa, web } from '../tests/testkit/world.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });

const world = await startServer({ applications: [{ ...web, client_name: 'Intranet' }] }, 3000);
const line = await world.lineOfLog(/setup\?ticket=/);
const setupUrl = /http\S+setup\?ticket=[\w-]+/.exec(line)?.[0] ?? '';
const chromium = await openChromium();
const first = await chromium.openWindow();
await first.page.goto(setupUrl);
await first.page.locator('#username').fill(root.username);
await first.page.locator('#password').fill(root.password);
await first.page.locator('#password_again').fill(root.password);
await first.page.locator('#submit').click();
await first.page.getByLabel('Username').waitFor();
await first.close();

const owner = await signInAdministrator(world, root);
const pool = '/pools/default';
const { client_id: _w, client_secret: _s, ...confidential } = web;
const { client_id: _p, ...open } = spa;
await owner.call('POST', `${pool}/applications`, {
  body: { ...confidential, client_id: 'shop', client_name: 'Shop', access_token_lifetime: 900 },
});
await owner.call('POST', `${pool}/applications`, {
  body: { ...open, client_id: 'kiosk', client_name: 'Kiosk' },
});
for (const [username, name] of [
  ['ada', 'Ada Lovelace'],
  ['grace', 'Grace Hopper'],
  ['katherine', 'Katherine Johnson'],
] as const) {
  await owner.call('POST', `${pool}/users`, {
    body: {
      username,
      name,
      email: `${username}@example.com`,
      email_verified: true,
      password: 'a long password',
    },
  });
}
const { json } = await owner.call('GET', `${pool}/users?search=ada`);
const [ada] = Array.isArray(json['items']) ? json['items'] : [];
await owner.call('POST', `${pool}/resources`, {
  body: { identifier: 'book', audience: 'https://api.example.com', actions: ['read', 'write'] },
});
await owner.call('POST', `${pool}/access-keys`, {
  body: { application: 'shop', allow: ['book:*:read'], remark: 'Nightly import' },
});

await owner.call('PUT', `${pool}/settings`, {
  etag: '"0"',
  body: {
    claims: [{ name: 'team', from: 'custom_data.department' }],
    scopes: [{ name: 'staff', claims: ['team', 'role'] }],
  },
});
// A redirect URI that nearly is the registered one.
const asked = {
  client_id: 'shop',
  response_type: 'code',
  scope: 'openid',
  redirect_uri: `${web.redirect_uris[0]}/`,
};
const refused = await fetch(`${world.origin}/oidc/auth?${new URLSearchParams(asked)}`);

// Some sign-ins of end-users, one of them with a wrong password.
for (const password of ['a long password', 'a wrong password', 'a long password']) {
  const { page, close } = await chromium.openWindow();
  await page.goto(`${world.origin}/login`);
  await page.locator('#identifier').fill('ada');
  await page.locator('#password').fill(password);
  await page.locator('#submit').click();
  await page.locator(password === 'a wrong password' ? '#password-error' : '#sign-out').waitFor();
  await close();
}

const pages: readonly (readonly [name: string, path: string])[] = [
  ['applications', `${pool}/applications`],
  ['new-application', `${pool}/applications/new`],
  ['application', `${pool}/applications/by-id/shop`],
  ['tokens', `${pool}/applications/by-id/shop?tab=tokens`],
  ['secrets', `${pool}/applications/by-id/shop?tab=secrets`],
  ['samples', `${pool}/applications/by-id/shop?tab=samples`],
  ['users', `${pool}/users`],
  ['user', `${pool}/users/by-id/${ada?.id}`],
  ['access', `${pool}/users/by-id/${ada?.id}?tab=access`],
  ['resources', `${pool}/resources`],
  ['access-keys', `${pool}/access-keys`],
  ['claims', `${pool}/claims`],
  ['keys', `${pool}/keys`],
  ['playground', `${pool}/playground?client_id=shop`],
  ['flows', `${pool}/flows`],
  ['flow', `${pool}/flows/by-id/${refused.headers.get('x-correlation-id')}`],
  ['audit', `${pool}/audit`],
  ['branding', `${pool}/branding`],
  ['settings', `${pool}/settings`],
  ['pools', '/user-pools'],
  ['administrators', '/administrators'],
  // Last, so that there is something to tell.
  ['overview', `${pool}/overview`],
  ['response-times', `${pool}/overview`],
];
const windows = [
  { how: 'large', size: { width: 1440, height: 900 } },
  { how: 'small', size: { width: 390, height: 844 } },
] as const;

async function signIn(page: Page): Promise<void> {
  await page.goto(`${world.origin}/console/`);
  await page.getByLabel('Username').fill(root.username);
  await page.getByLabel('Password', { exact: true }).fill(root.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

try {
  for (const { how, size } of windows)
    for (const scheme of ['light', 'dark'] as const) {
      const { page, faults, close } = await chromium.openWindow({
        viewport: size,
        colorScheme: scheme,
        reducedMotion: 'reduce',
      });
      await signIn(page);
      for (const [name, path] of pages) {
        await page.goto(`${world.origin}/console${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await page.waitForLoadState('networkidle');
        if (name === 'response-times')
          await page.getByRole('table', { name: 'Response times' }).scrollIntoViewIfNeeded();
        const png = await page.screenshot({ animations: 'disabled' });
        writeFileSync(`${folder}console-${name}-${how}-${scheme}.png`, png);
      }
      for (const fault of faults()) console.error(how, scheme, fault);
      await close();
    }
} finally {
  await endChromium();
  await world.close();
}

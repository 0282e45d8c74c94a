/** What an administrator can write anywhere, seen on every page of the console, of the login and in every mail: it stays text — rows AD-09, AD-10. */
import { renderMessage } from '@symbolon/login';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Administrator } from '../testkit/administrator.ts';
import type { Window } from '../testkit/chromium.ts';
import { invite } from '../testkit/invitation.ts';
import { type FieldPath, withField, writtenFields } from '../testkit/string-fields.ts';
import { type ConsoleStage, openConsoleStage, turnTo } from './console-stage.ts';

const markup = `"'><img src=//evil.test/x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>`;

/** For members that have a form of their own; the first that is taken is kept. */
const hostile = [
  markup,
  `"><svg/onload=alert(4)>`,
  `https://evil.test/${markup}`,
  'https://evil.test/"onmouseover=alert(5)//',
  'javascript:alert(6)',
  'data:text/html,<script>alert(7)</script>',
  '<svg/onload=alert(8)>@evil.test',
  'red;background:url(//evil.test/css)',
  '.symbolon-card{background:url(//evil.test/css)}</style><script>alert(9)</script>',
];

const pool = '/pools/default';
const password = 'a password of their own';
const redirectUri = 'https://rp.test/cb';

/** Each kind of object, as it is before anything hostile is written into it, and where it is written. */
const objects = [
  {
    make: ['POST', `${pool}/applications`],
    base: { client_id: 'swept', redirect_uris: [redirectUri] },
    write: 'PATCH /pools/{pool}/applications/{client_id}',
    path: () => `${pool}/applications/swept`,
  },
  {
    make: ['POST', `${pool}/resources`],
    base: { identifier: 'book', audience: 'https://books.test', actions: ['read'] },
    write: 'PUT /pools/{pool}/resources/{identifier}',
    path: () => `${pool}/resources/book`,
  },
  {
    make: ['POST', `${pool}/access-keys`],
    base: { access_key: 'machine', application: 'swept', allow: ['book:*:read'] },
    write: 'PUT /pools/{pool}/access-keys/{access_key}',
    path: () => `${pool}/access-keys/machine`,
  },
  {
    make: ['POST', `${pool}/users`],
    base: { username: 'mallory', email: 'mallory@example.org', email_verified: true },
    write: 'PATCH /pools/{pool}/users/{user_id}',
    path: (id: string) => `${pool}/users/${id}`,
  },
  {
    make: undefined,
    base: {
      agreements: [{ id: 'terms', title: 'Terms', url: 'https://rp.test/terms' }],
      sign_up: { fields: ['email', 'name'] },
    },
    write: 'PUT /pools/{pool}/settings',
    path: () => `${pool}/settings`,
  },
] as const;

/** They take what another writes as well, or keep nothing of it; whoever adds an operation decides where it belongs. */
const sweptElsewhere = [
  'POST /pools/{pool}/applications',
  'PUT /pools/{pool}/applications/{client_id}',
  'POST /pools/{pool}/resources',
  'POST /pools/{pool}/access-keys',
  'POST /pools/{pool}/users',
  'POST /pools/{pool}/users/import',
  'POST /administrators',
  'POST /pools/{pool}/branding/preview',
  'POST /pools/{pool}/users/{user_id}/reset-password',
  'POST /pools',
  'POST /pools/{pool}/invitations',
];

let stage: ConsoleStage;
let userId = '';
let invitation = '';
/** The members that took something hostile. */
const taken = new Map<string, readonly string[]>();

async function sweep(owner: Administrator, { make, base, write, path }: (typeof objects)[number]) {
  const made = make === undefined ? undefined : await owner.call(make[0], make[1], { body: base });
  if (made) expect(made.status, made.text).toBe(201);
  const id = String(made?.json['id'] ?? '');
  if (write.includes('{user_id}')) userId = id;
  const [method = ''] = write.split(' ');
  let document: unknown = base;
  let etag = made?.etag ?? (await owner.call('GET', path(id))).etag;
  const tryOut = async (field: FieldPath, value: string): Promise<boolean> => {
    const candidate = withField(document, field, value);
    const [top] = field;
    const body =
      method === 'PATCH' ? { [String(top)]: Reflect.get(Object(candidate), String(top)) } : candidate;
    const reply = await owner.call(method, path(id), { body: Object(body), etag });
    expect(reply.status, `${write} ${field.join('.')}: ${reply.text}`).toBeLessThan(500);
    if (reply.status !== 200) return false;
    document = candidate;
    etag = reply.etag;
    return true;
  };
  const found: string[] = [];
  for (const field of writtenFields().find(({ key }) => key === write)?.fields ?? []) {
    // What the object is found by again stays.
    if (['client_id', 'identifier', 'access_key', 'username'].includes(field.join('.'))) continue;
    for (const value of hostile) {
      if (!(await tryOut(field, value))) continue;
      found.push(field.join('.'));
      break;
    }
  }
  taken.set(write, found);
}

beforeAll(async () => {
  stage = await openConsoleStage();
  const { owner } = stage;
  for (const object of objects) await sweep(owner, object);
  await owner.call('POST', `${pool}/users/${userId}/reset-password`, { body: { password } });
  // What is none of these scopes is asked for below, and would be refused.
  const { etag } = await owner.call('GET', `${pool}/applications/swept`);
  await owner.call('PATCH', `${pool}/applications/swept`, { body: { scope: null }, etag });
  await owner.call('POST', '/administrators', { body: { username: 'eve', name: markup, role: 'auditor' } });
  await owner.call('POST', '/pools', { body: { name: markup } });
  const guest = { email: 'guest@example.org', name: markup };
  await invite(stage.world, owner, { ...guest, role: 'auditor' }, 'administrators');
  invitation = (await invite(stage.world, owner, guest)).link;
  const asked = { client_id: 'swept', redirect_uri: markup, scope: markup, prompt: markup };
  await fetch(`${stage.world.issuer}/auth?${new URLSearchParams(asked)}`);
}, 120_000);
afterAll(() => stage.close());

/** What happened in a window that must not. */
function watchOver({ page, faults }: Window) {
  const happened: string[] = [];
  page.on('dialog', dialog => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', request => {
    const url = new URL(request.url());
    const isOurs = url.origin === stage.world.origin || ['data:', 'blob:', 'about:'].includes(url.protocol);
    // Where the answer of an authorization request goes, nobody listens.
    if (!isOurs && !request.url().startsWith(redirectUri)) happened.push(`request ${request.url()}`);
  });
  return () => [
    ...happened,
    // The frame of the branding's preview may run nothing, and Chromium says so.
    ...faults().filter(fault => !fault.includes("'allow-scripts' permission is not set")),
  ];
}

/** A click on what leads to a script must lead nowhere. */
const harmlessLinks = async (page: Page) => {
  const schemes = await page
    .locator('a[href], area[href], form[action]')
    .evaluateAll(elements =>
      elements.map(element => element.getAttribute('href') ?? element.getAttribute('action') ?? ''),
    );
  expect(schemes.filter(href => /^\s*(?:javascript|data|vbscript):/i.test(href))).toEqual([]);
};

describe('the sweep', () => {
  it('knows every operation that takes a text', () => {
    const keys = writtenFields().flatMap(({ key, fields }) => (fields.length > 0 ? [key] : []));
    expect(keys.filter(key => !taken.has(key) && !sweptElsewhere.includes(key))).toEqual([]);
  });

  it('wrote something hostile wherever any text is taken', () => {
    expect(Object.fromEntries(taken)).toMatchObject({
      'PATCH /pools/{pool}/applications/{client_id}': expect.arrayContaining([
        'client_name',
        'contacts.0',
        'branding.name',
      ]),
      'PUT /pools/{pool}/access-keys/{access_key}': ['remark'],
      'PATCH /pools/{pool}/users/{user_id}': expect.arrayContaining([
        'name',
        'nickname',
        'locale',
        'custom_data.*',
      ]),
      'PUT /pools/{pool}/settings': expect.arrayContaining([
        'agreements.0.title',
        'branding.name',
        'branding.texts.en.login_intro',
      ]),
    });
  });
});

it('runs nothing and asks nobody on any page of the console', { timeout: 120_000 }, async () => {
  const application = `${pool}/applications/by-id/swept`;
  const person = `${pool}/users/by-id/${userId}`;
  const pages = [
    ...[
      'overview',
      'applications',
      'users',
      'users/new',
      'users/import',
      'resources',
      'access-keys',
      'claims',
      'keys',
    ],
    ...['playground', 'playground?client_id=swept', 'flows', 'audit', 'branding', 'settings'],
  ].map(path => `${pool}/${path}`);
  const all = [
    ...pages,
    ...['settings', 'tokens', 'secrets', 'samples', 'branding'].map(tab => `${application}?tab=${tab}`),
    ...['profile', 'access', 'sessions', 'authorizations'].map(tab => `${person}?tab=${tab}`),
    '/administrators',
    '/user-pools',
  ];
  const window = await stage.openConsole(`${pool}/overview`);
  const happened = watchOver(window);
  for (const path of all) {
    await turnTo(window.page, path);
    await harmlessLinks(window.page);
    expect({ path, happened: happened() }).toEqual({ path, happened: [] });
  }
  await window.close();
});

it('runs nothing and asks nobody from the login to the account page', { timeout: 60_000 }, async () => {
  const window = await stage.openWindow();
  const { page } = window;
  const happened = watchOver(window);
  const seen = async (name: string) => {
    await page.waitForLoadState('networkidle');
    await harmlessLinks(page);
    expect({ name, happened: happened() }).toEqual({ name, happened: [] });
  };
  const { origin, issuer } = stage.world;
  const asked = {
    client_id: 'swept',
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile',
  };
  const authorization = `${issuer}/auth?${new URLSearchParams({ ...asked, state: markup, login_hint: markup })}`;
  await page.goto(authorization);
  await seen('login');
  for (const path of ['/sign-up', '/recover', '/device', '/login']) {
    await page.goto(`${origin}${path}`);
    await seen(path);
  }
  await page.goto(invitation);
  expect(await page.locator('#name').inputValue()).toBe(markup);
  await seen('invitation');
  await page.goto(authorization);
  await page.locator('#identifier').fill('mallory');
  await page.locator('#password').fill(password);
  await page.locator('#password').press('Enter');
  await page.waitForURL('**/consent**');
  await seen('consent');
  for (const path of ['/u', '/u/password', '/select-account']) {
    await page.goto(`${origin}${path}`);
    await seen(path);
  }
  await window.close();
});

it('runs nothing and asks nobody in a mail', async () => {
  const window = await stage.openWindow();
  const happened = watchOver(window);
  const message = {
    to: { channel: 'email', address: 'mallory@example.org' },
    locale: 'en',
    senderName: markup,
    expiresAt: stage.world.clock.now() + 600,
  } as const;
  const surroundings = { at: stage.world.clock.now(), signInUrl: `${stage.world.origin}/login` };
  for (const tidings of [
    { kind: 'sign_in_code', code: markup },
    { kind: 'already_signed_up' },
    { kind: 'password_changed' },
    { kind: 'second_factor_removed' },
    { kind: 'passkey_removed' },
    { kind: 'invitation', link: `${stage.world.origin}/invitation?token=${markup}` },
  ] as const) {
    const { html = '' } = renderMessage({ ...message, tidings }, surroundings);
    await window.page.goto(`${stage.world.origin}/login`);
    await window.page.setContent(html);
    await harmlessLinks(window.page);
    expect({ kind: tidings.kind, images: await window.page.locator('img, script, svg').count() }).toEqual({
      kind: tidings.kind,
      images: 0,
    });
  }
  expect(happened().filter(each => !each.includes('Content Security Policy'))).toEqual([]);
  await window.close();
});

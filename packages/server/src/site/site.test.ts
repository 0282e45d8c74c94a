/** The server's own pages: what they show, and that values stay text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDemoPage } from './demo.tsx';
import { renderRulePage } from './rule.tsx';
import { readTokenView } from './token-view.ts';
import { renderWelcomePage } from './welcome.tsx';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${encode({ alg: 'RS256' })}.${encode({ sub: 'u-1', exp: 1_800_000_000, amr: ['pwd'], own: null })}.c2ln`;

const pages: Record<string, (text: string, address: string) => string> = {
  welcome: (text, address) =>
    renderWelcomePage({
      locale: 'en',
      issuer: text,
      addresses: [
        { label: text, url: address, kind: 'document' },
        { label: `${text}2`, url: text, kind: 'endpoint' },
      ],
      startAction: address,
      demoUser: { username: text, password: text },
      links: [{ label: text, href: address }],
      setup: 'pending',
    }),
  demo: (text, address) =>
    renderDemoPage({
      locale: 'en',
      userName: text,
      state: 'refreshed',
      accessToken: readTokenView(
        `${encode({ alg: text })}.${encode({ [`x${text}`]: text, deep: [{ [text]: text }] })}.x`,
      ),
      idToken: readTokenView(jwt),
      refreshToken: { kind: 'opaque', raw: text },
      scope: text,
      expiresIn: 3600,
      userinfo: { name: text },
      signOutAction: address,
      refreshAction: address,
    }),
  rule: (text, address) =>
    renderRulePage({
      id: text,
      title: text,
      specification: { section: text, href: address },
      text: [text],
      link: { label: text, href: address },
    }),
};

const hostile = fc
  .tuple(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('<script>alert(1)</script>', '"><script>', '</title><script>', '<!--'),
  )
  .map(parts => parts.join(''));

describe.each(Object.entries(pages))('the %s page', (_, render) => {
  it('shows script in any of its values as text', () => {
    fc.assert(
      fc.property(hostile, text => {
        const page = render(text, '/next');
        expect(page.match(/<script/gi)).toHaveLength(1);
        expect(page.match(/<!--/g)).toBeNull();
      }),
    );
  });

  it('leads nowhere that runs', () => {
    expect(render('Acme', 'javascript:alert(1)')).not.toMatch(/(?:href|action)="javascript/);
  });

  it('asks nothing from anywhere, and uses each id once', () => {
    const page = render('Acme', '/next');
    expect(page).not.toMatch(/\s(?:src|srcset|style|on\w+)=/i);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(match => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/data-copy="([^"]+)"/g)) expect(ids).toContain(id);
  });
});

describe('the welcome page', () => {
  const view = { locale: 'en', issuer: 'http://localhost:3000/oidc', addresses: [], links: [] } as const;

  it('has one primary button, which starts the demonstration', () => {
    const page = renderWelcomePage({
      ...view,
      startAction: '/demo/start',
      demoUser: undefined,
      setup: 'done',
    });
    expect(page.match(/<button[^>]*symbolon-button--primary/g)).toHaveLength(1);
    expect(page).toContain('method="post" action="/demo/start"');
    expect(page).toContain('Experience the login');
    expect(page).not.toContain('no administrator');
  });

  it('has none where there is no demonstration, and keeps quiet about a changed password', () => {
    const user = { username: 'alice', password: undefined };
    const without = renderWelcomePage({ ...view, startAction: undefined, demoUser: user, setup: 'pending' });
    expect(without).not.toContain('<form');
    expect(without).toContain('There is no administrator yet');
    const changed = renderWelcomePage({ ...view, startAction: '/demo/start', demoUser: user, setup: 'done' });
    expect(changed).toContain('<span id="demo-username">alice</span>');
    expect(changed).not.toContain('demo-password');
  });
});

describe('a token on the demo page', () => {
  it.each(['opaque', 'a.b.c', `${encode({})}.${encode([])}.x`, `${encode({})}.${encode({})}`, `${jwt}.x.y`])(
    'is opaque where it is not a JWT: %s',
    raw => {
      expect(readTokenView(raw)).toEqual({ kind: 'opaque', raw });
    },
  );

  const page = renderDemoPage({
    locale: 'en',
    userName: 'Alice',
    state: 'signed_in',
    accessToken: { kind: 'opaque', raw: 'opaque-token' },
    idToken: readTokenView(jwt),
    refreshToken: undefined,
    scope: undefined,
    expiresIn: undefined,
    userinfo: undefined,
    signOutAction: '/demo/sign-out',
    refreshAction: undefined,
  });

  it('is explained claim by claim, with times that people read', () => {
    expect(page).toMatch(/<dt>sub<\/dt><dd[^>]*>u-1<\/dd><dd[^>]*>Who it is about/);
    expect(page).toContain('1800000000<time datetime="2027-01-15T08:00:00Z">2027-01-15 08:00:00 UTC</time>');
    expect(page).toContain('[&quot;pwd&quot;]');
    expect(page).toMatch(/<dt>own<\/dt><dd[^>]*>null<\/dd>/);
  });

  it('can be copied whole', () => {
    const shown = /<p class="symbolon-token" id="id-token">(.*?)<\/p>/s.exec(page)?.[1] ?? '';
    expect(shown.replace(/<[^>]+>/g, '')).toBe(jwt);
    expect(page).toContain('<p class="symbolon-token" id="access-token">opaque-token</p>');
  });

  it('shows the joined mark, and no button for what there is not', () => {
    expect(page).toContain('symbolon-mark--joined');
    expect(page).not.toContain('id="refresh"');
    expect(page).toContain('action="/demo/sign-out"');
  });
});

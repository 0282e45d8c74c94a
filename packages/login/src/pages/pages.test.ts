/** Every page: whole, reachable by those who hear it, and deaf to script in its values — CWE-79, WCAG 2.2 §1.3.1, §4.1.2. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderConsentPage } from './consent.tsx';
import { pages } from './every-page.ts';
import { type LoginError, renderLoginPage } from './login.tsx';
import { renderLogoutConfirmationPage } from './logout-confirmation.tsx';
import { renderSetupPage, type SetupError } from './setup.tsx';
import { renderSignedOutPage } from './signed-out.tsx';

const locale = 'en' as const;

const attacks = [
  '<script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '</style></script><script>alert(1)</script>',
  '"><script>alert(1)</script>',
  '"onfocus="alert(1)',
  "'><img src=x onerror=alert(1)>",
  '<svg/onload=alert(1)>',
  '<!--<script>',
  'javascript:alert(1)',
];

const hostile = fc
  .tuple(
    fc.string({ maxLength: 10 }),
    fc.constantFrom(...attacks),
    fc.string({ unit: 'binary', maxLength: 10 }),
  )
  .map(([before, attack, after]) => before + attack + after);

const count = (page: string, pattern: RegExp): number => page.match(pattern)?.length ?? 0;
const tags = (page: string): string[] => page.match(/<[!/]?[a-z][^\s>]*/gi) ?? [];

describe.each(Object.entries(pages))('the %s page', (_, render) => {
  const sample = render('Acme', '/next');

  it('shows script in any of its values as text', () => {
    fc.assert(
      fc.property(hostile, text => {
        const page = render(text, '/next');
        expect(count(page, /<script/gi)).toBe(1);
        expect(tags(page)).toEqual(tags(sample));
        expect(page).not.toContain('"onfocus="');
      }),
    );
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    ' javascript:alert(1)',
  ])('does not lead to %j', address => {
    const page = render('Acme', address);
    expect(page).not.toContain(`href="${address}`);
    expect(page).not.toContain(`action="${address}`);
  });

  it('asks nothing from anywhere, and carries no code in attributes', () => {
    expect(sample).not.toMatch(/\s(?:src|srcset|poster|background|style|on\w+)=/i);
    expect([...sample.matchAll(/<link[^>]*href="(.{5})/g)].map(match => match[1])).toEqual(['data:']);
  });

  it('is one document with one title, one heading, one main part', () => {
    expect(sample.startsWith('<!doctype html><html lang="en" dir="ltr">')).toBe(true);
    for (const element of ['title', 'h1', 'main'])
      expect(count(sample, new RegExp(`<${element}[ >]`, 'g'))).toBe(1);
  });

  it('uses each id once, and refers only to ids that are there', () => {
    const ids = [...sample.matchAll(/\sid="([^"]+)"/g)].map(match => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const uses = /\s(?:for|aria-describedby|aria-controls|data-reveal|data-copy)="([^"]+)"/g;
    for (const [, id] of sample.matchAll(uses)) expect(ids).toContain(id);
  });

  it('puts a name chosen by others apart, without what could turn the text around it', () => {
    expect(render('Ac\u202Eme\u2066', '/next')).not.toMatch(
      /[\u202A-\u202E\u2066-\u2069][^"<]*<\/(?:bdi|title)>/,
    );
  });
});

const input = (page: string, id: string): string =>
  new RegExp(`<input[^>]*\\sid="${id}"[^>]*>`).exec(page)?.[0] ?? '';
const button = (page: string, id: string): string =>
  new RegExp(`<button[^>]*\\sid="${id}"[^>]*>`).exec(page)?.[0] ?? '';
const focused = (page: string): string[] =>
  [...page.matchAll(/<input[^>]*\sautofocus[^>]*>/g)].map(([tag]) => /\sid="([^"]+)"/.exec(tag)?.[1] ?? '');

describe('signing in', () => {
  const view = {
    locale,
    applicationName: 'Acme',
    asks: 'password',
    methods: ['password'],
    action: '/login',
    ticket: 'sealed',
  } as const;
  const withError = (error: LoginError, identifier = 'alice') =>
    renderLoginPage({ ...view, identifier, error });

  it('has the fields and buttons that the form promises', () => {
    const page = renderLoginPage(view);
    expect(page).toContain('<form class="symbolon-form" method="post" action="/login">');
    expect(page).toContain('<input type="hidden" name="ticket" value="sealed"/>');
    expect(input(page, 'identifier')).toMatch(/name="identifier".*autocomplete="username"/);
    expect(input(page, 'password')).toMatch(
      /name="password".*autocomplete="current-password".*type="password"/,
    );
    expect(input(page, 'remember')).toMatch(/type="checkbox".*name="remember"/);
    expect(button(page, 'submit')).toContain('type="submit"');
    expect(button(page, 'cancel')).toMatch(/name="action" value="cancel" formnovalidate/);
    expect(page.indexOf('id="submit"')).toBeLessThan(page.indexOf('id="cancel"'));
    expect(page).toContain('<title>Sign in to Acme</title>');
  });

  it('puts the cursor where typing goes on', () => {
    expect(focused(renderLoginPage(view))).toEqual(['identifier']);
    expect(focused(renderLoginPage({ ...view, identifier: 'alice' }))).toEqual(['password']);
    expect(focused(withError({ kind: 'refused' }))).toEqual(['password']);
    expect(focused(withError({ kind: 'missing', field: 'identifier' }, ''))).toEqual(['identifier']);
    expect(focused(withError({ kind: 'missing', field: 'password' }))).toEqual(['password']);
  });

  it('says beside the field what is wrong, without telling whether the user exists', () => {
    const page = withError({ kind: 'refused' });
    expect(input(page, 'password')).toMatch(/aria-invalid="true" aria-describedby="password-error"/);
    expect(page).toMatch(/id="password-error">.*This name and password do not match/s);
    expect(input(page, 'identifier')).toContain('value="alice"');
    expect(input(page, 'password')).not.toContain('value=');
  });

  it('says when one may try again', () => {
    expect(withError({ kind: 'blocked', retryAfter: 840 })).toMatch(/role="alert".*try again in 14 minutes/s);
    expect(withError({ kind: 'busy', retryAfter: 2 })).toMatch(/role="status".*Try again in 2 seconds/s);
  });
});

describe('giving access', () => {
  const page = renderConsentPage({
    locale,
    applicationName: 'Acme',
    userName: 'alice',
    scopes: [
      ...['openid', 'profile', 'email', 'phone', 'address', 'offline_access'].map(name => ({ name })),
      { name: 'book:read', description: 'Read your books' },
      { name: 'book:write' },
    ],
    action: '/consent',
    ticket: 'sealed',
  });

  it.each([
    'Recognise you',
    'See your profile',
    'See your email address',
    'See your phone number',
    'See your postal address',
    'Keep this access while you are away',
    'Read your books',
    '<code dir="ltr">book:read</code>',
    '<code dir="ltr">book:write</code>',
  ])('names %j', words => {
    expect(page).toContain(words);
  });

  it('does not show the bare names of the standard scopes', () => {
    expect(page).not.toContain('offline_access');
  });

  it('sends the decision', () => {
    expect(button(page, 'allow')).toContain('name="decision" value="allow"');
    expect(button(page, 'deny')).toContain('name="decision" value="deny"');
  });
});

describe('signing out', () => {
  it('asks, with both ways out', () => {
    const page = renderLogoutConfirmationPage({ locale, action: '/logout', ticket: 'sealed' });
    expect(button(page, 'confirm-logout')).toContain('name="decision" value="sign_out"');
    expect(button(page, 'stay')).toContain('name="decision" value="stay"');
    expect(page).toContain('<title>Sign out</title>');
  });

  it('leads back to the application where there is one', () => {
    expect(renderSignedOutPage({ locale })).not.toContain('<a ');
    const page = renderSignedOutPage({
      locale,
      next: { href: 'https://app.example/', applicationName: 'Acme' },
    });
    expect(page).toContain('<a href="https://app.example/" class="symbolon-button symbolon-button--primary"');
  });
});

describe('setting up', () => {
  const page = (error?: SetupError) =>
    renderSetupPage({ locale, action: '/setup', ticket: 'sealed', username: 'root', error });

  it('asks for a new password twice, and offers to remember it', () => {
    expect(input(page(), 'username')).toMatch(/name="username".*autocomplete="username"/);
    expect(input(page(), 'password')).toMatch(
      /autocomplete="new-password".*aria-describedby="password-help"/,
    );
    expect(input(page(), 'password_again')).toMatch(/name="password_again".*autocomplete="new-password"/);
  });

  it.each([
    ['username_unusable', 'username', 'username'],
    ['username_taken', 'username', 'username'],
    ['password_too_short', 'password', 'password'],
    ['password_too_long', 'password', 'password'],
    ['passwords_differ', 'password_again', 'password'],
  ] as const)('%s: says so at %s and puts the cursor in %s', (kind, field, cursor) => {
    expect(input(page({ kind }), field)).toContain(`aria-describedby="${field}-error"`);
    expect(focused(page({ kind }))).toEqual([cursor]);
  });
});

/** Branded pages and all languages in real Chromium: small and large, light and dark — WCAG 2.2 §1.4.3, §1.4.10. */
import { locales } from '@symbolon/login';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logo } from '../testkit/branding.ts';
import { createWorld } from '../testkit/world.ts';
import { breadthBeyond, violationsOn } from './look.ts';
import { openStage, type Stage } from './stage.ts';

const branding = {
  name: 'Acme',
  logo,
  background_image: logo,
  light: { accent: '#6a1b9a', background: '#f3e5f5' },
  radius: 2,
  texts: { en: { login_title: 'Welcome to Acme', login_intro: 'Sign in with the account of your school.' } },
  css: '.symbolon-title { text-align: center; }\n.symbolon-button--primary { text-transform: uppercase; }',
};

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(applications =>
    createWorld({
      applications,
      pool: { branding, sign_in: { methods: ['password', 'email_code'] }, sign_up: true },
    }),
  );
});
afterAll(() => stage.close());

const small = { width: 390, height: 844 };
const large = { width: 1440, height: 900 };
describe('a branded sign-in', () => {
  it.each([
    { colorScheme: 'light', viewport: small },
    { colorScheme: 'light', viewport: large },
    { colorScheme: 'dark', viewport: small },
    { colorScheme: 'dark', viewport: large },
  ] as const)('$colorScheme at $viewport.width pixels', async options => {
    const { page, faults, close } = await stage.openWindow({ ...options, reducedMotion: 'reduce' });
    await page.goto(stage.authorizationUrl({ ui_locales: 'en' }));
    await page.getByRole('heading', { name: 'Welcome to Acme' }).waitFor();
    await page.getByRole('img', { name: 'Acme' }).waitFor();
    expect(await page.evaluate('document.querySelector(".symbolon-logo").naturalWidth > 0')).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.querySelector(".symbolon-title")).textAlign')).toBe(
      'center',
    );
    await page.locator('summary').click();
    expect(await violationsOn(page)).toEqual([]);
    expect(await page.evaluate(breadthBeyond)).toBeLessThanOrEqual(0);
    expect(faults()).toEqual([]);
    await close();
  });
});

describe.each([true, false])('with JavaScript: %s', javaScriptEnabled => {
  it.each(locales)('the sign-in in %s fits a phone', async locale => {
    const { page, faults, close } = await stage.openWindow({ javaScriptEnabled, viewport: small });
    await page.goto(stage.authorizationUrl({ ui_locales: locale }));
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    if (javaScriptEnabled) expect(await page.evaluate(breadthBeyond), locale).toBeLessThanOrEqual(0);
    await page.locator('summary').click();
    await page.getByRole('button', { name: locale === 'en' ? 'العربية' : 'English', exact: true }).click();
    expect(await page.getAttribute('html', 'dir')).toBe(locale === 'en' ? 'rtl' : 'ltr');
    expect(faults()).toEqual([]);
    await close();
  });
});

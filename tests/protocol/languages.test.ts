/** The language of the pages and of what is sent — OIDC Core §3.1.2.1 (ui_locales), RP-Initiated Logout §2, RFC 9110 §12.5.4. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Page } from '../testkit/browser.ts';
import { hostedFlow, titleOf } from '../testkit/hosted-flow.ts';
import { alice, createWorld, type World } from '../testkit/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({
    pool: { sign_in: { methods: ['password', 'email_code'] }, sign_up: { fields: ['email'] } },
  });
});
afterAll(() => world.close());

let browser: Browser;
beforeEach(() => {
  browser = new Browser();
});

const languageOf = ({ body }: Page): string | undefined => /<html lang="([^"]*)"/.exec(body)?.[1];
const open = (parameters: Record<string, string> = {}) => hostedFlow(world, browser).open(parameters);

/** Presses a button of the language form, as a browser without a script does. */
function choose(page: Page, lang: string): Promise<Page> {
  const [form = ''] = /<form class="symbolon-languages__list".*?<\/form>/s.exec(page.body) ?? [];
  expect(form).toContain(`value="${lang}"`);
  const action = /action="([^"]*)"/.exec(form)?.[1] ?? '';
  const fields = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const query = new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value]));
  query.set('lang', lang);
  return browser.get(new URL(`${action}?${query}`, world.origin).href);
}

describe('the language of a page', () => {
  it.each([
    ['de', 'fr', 'Bei Web application anmelden'],
    ['xx fr-CA de', 'en', 'Se connecter à Web application'],
    ['xx', 'es', 'Iniciar sesión en Web application'],
    ['zh-Hant', 'en', '登入 Web application'],
  ])('follows ui_locales=%s before Accept-Language: %s', async (asked, accepted, title) => {
    const url = (
      await browser.get(`${world.issuer}/auth?${new URLSearchParams({ ...request, ui_locales: asked })}`)
    ).location;
    expect(titleOf(await browser.get(url ?? '', { 'accept-language': accepted }))).toBe(title);
  });

  it.each([
    ['fr-CH, fr;q=0.9, en;q=0.8', 'fr'],
    ['en;q=0.5, ja;q=0.7', 'ja'],
    ['de;q=0, es', 'es'],
    ['*', 'en'],
    [`${'x'.repeat(5000)}, de`, 'en'],
  ])('follows Accept-Language: %s', async (accepted, lang) => {
    const page = await browser.get(
      (await browser.get(`${world.issuer}/auth?${new URLSearchParams(request)}`)).location ?? '',
      {
        'accept-language': accepted,
      },
    );
    expect(languageOf(page)).toBe(lang);
  });

  it('follows the choice of the end-user on this page and on every later one', async () => {
    const page = await choose(await open(), 'ar');
    expect(page.body).toContain('<html lang="ar" dir="rtl">');
    expect(languageOf(await open())).toBe('ar');
    expect(languageOf(await browser.get(`${world.origin}/device`))).toBe('ar');
    expect(languageOf(await browser.get(`${world.origin}/nowhere`))).toBe('ar');
  });

  it('follows the choice against what the application asked for, until it asks for something else', async () => {
    expect(languageOf(await choose(await open({ ui_locales: 'de' }), 'fr'))).toBe('fr');
    expect(languageOf(await open({ ui_locales: 'de' }))).toBe('fr');
    expect(languageOf(await open({ ui_locales: 'ja' }))).toBe('ja');
    expect(languageOf(await open())).toBe('fr');
  });

  it('keeps to what it knows, whatever is chosen', async () => {
    const page = await open();
    const url = new URL(page.url);
    url.searchParams.set('lang', '<script>');
    const answer = await browser.get(url.href);
    expect(languageOf(answer)).toBe('en');
    expect(answer.headers.getSetCookie()).toEqual([]);
    browser.setCookie('symbolon-language', '__proto__.constructor');
    expect(languageOf(await open())).toBe('en');
  });

  it('is that of the pages of errors and of signing out', async () => {
    const refused = await browser.get(`${world.issuer}/auth?client_id=nobody&ui_locales=es`);
    expect(titleOf(refused)).toBe('Este inicio de sesión no puede continuar');
    const bye = await browser.follow(
      await browser.get(`${world.issuer}/session/end?ui_locales=de`),
      world.origin,
    );
    expect(languageOf(bye)).toBe('de');
  });

  it('is that of what is sent', async () => {
    const flow = hostedFlow(world, browser);
    const page = await flow.open({ ui_locales: 'zh-CN' });
    const asked = await flow.submit(page, { identifier: alice.email, action: 'code' });
    expect(titleOf(asked)).toBe('输入验证码');
    await world.codeFor(alice.email);
    expect(world.messages.at(-1)?.locale).toBe('zh-CN');
  });
});

const request = {
  client_id: 'web',
  redirect_uri: 'https://rp.test/cb',
  response_type: 'code',
  scope: 'openid',
};

it('a proof that has expired is not carried on by the way to another language', async () => {
  const flow = hostedFlow(world, browser);
  const recover = await flow.go(await flow.open(), '/recover');
  const asked = await flow.submit(recover, { identifier: alice.email });
  const proven = await flow.submit(asked, { code: await world.codeFor(alice.email) });
  expect(titleOf(await choose(proven, 'de'))).toBe('Neues Passwort wählen');
  expect(proven.url).toContain('/recover/password?');
  world.clock.advance(901);
  const expired = await browser.get(proven.url);
  expect(expired.body).not.toMatch(/<form class="symbolon-languages/);
});

describe('the pages of the server itself', () => {
  it.each([
    ['ar', 'خادم تسجيل الدخول يعمل', 'rtl'],
    ['ja', 'サインインサーバーが動作しています', 'ltr'],
    ['de-AT, en;q=0.5', 'Ihr Anmeldeserver läuft', 'ltr'],
  ])('the welcome follows Accept-Language: %s', async (accepted, title, direction) => {
    const page = await browser.get(`${world.origin}/`, { 'accept-language': accepted });
    expect([titleOf(page), /<html[^>]*dir="(\w+)"/.exec(page.body)?.[1]]).toEqual([title, direction]);
  });

  it('remember the language that was chosen, on each of them', async () => {
    const french = await choose(await browser.get(`${world.origin}/`), 'fr');
    expect(titleOf(french)).toBe('Votre serveur de connexion fonctionne');
    expect(titleOf(await browser.get(`${world.origin}/inbox`))).toBe('Boîte de réception locale');
    expect(languageOf(await browser.get(`${world.origin}/nowhere`))).toBe('fr');
  });

  it('say to developers in English what broke a rule, and to end-users in their own language what it means', async () => {
    const url = `${world.issuer}/auth?client_id=nobody`;
    const page = await browser.get(url, { 'accept-language': 'ar' });
    expect(titleOf(page)).toBe('لا يمكن متابعة تسجيل الدخول');
    expect(page.body).toMatch(/<span lang="en" dir="ltr">[A-Z][^<]+\.<\/span>/);
  });
});

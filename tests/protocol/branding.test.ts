/** Branding: whose pages they are, for pool and application; nothing from outside, nothing that runs — HL-21, WCAG 2.2 §1.4.3. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brandingSchema } from '../../packages/server/src/config/branding.ts';
import { logo, svg } from '../testkit/branding.ts';
import { Browser, type Page } from '../testkit/browser.ts';
import { hostedFlow, titleOf } from '../testkit/hosted-flow.ts';
import { createWorld, type World, web } from '../testkit/world.ts';

const branding = {
  name: 'Acme <b>',
  logo,
  light: { accent: '#6a1b9a', background: '#f3e5f5' },
  radius: 2,
  texts: { en: { login_title: 'Welcome <script>', login_intro: 'Staff only' } },
  default_language: 'de',
  css: '.symbolon-card{box-shadow:none}',
};

let world: World;
beforeAll(async () => {
  world = await createWorld({
    pool: { branding },
    applications: [
      web,
      {
        ...web,
        client_id: 'own',
        branding: { light: { accent: '#8a4b00' }, css: '.symbolon-label{color:#333333}' },
      },
    ],
  });
});
afterAll(() => world.close());

const open = (parameters: Record<string, string> = {}) =>
  hostedFlow(world, new Browser()).open({ ui_locales: 'en', ...parameters });
const styleOf = ({ body }: Page): string =>
  [...body.matchAll(/<style>(.*?)<\/style>/gs)].map(([, css = '']) => css)[1] ?? '';

describe('a branded page', () => {
  it('has name, logo, words, colours and style sheet of the pool, as text', async () => {
    const page = await open();
    expect(titleOf(page)).toBe('Welcome &lt;script>');
    expect(page.body).toContain('Staff only');
    expect(page.body).toMatch(/<img class="symbolon-logo" src="\/branding\/[\w-]{22}" alt="Acme &lt;b>"/);
    expect(page.body.match(/<script/g)).toHaveLength(1);
    const style = styleOf(page);
    expect(style).toContain('--symbolon-accent:#6a1b9a;');
    expect(style).toContain('--symbolon-paper:#f3e5f5;');
    expect(style).toContain('--symbolon-radius:2px;');
    expect(style).toContain('.symbolon-card{box-shadow:none;}');
  });

  it('admits its style by the hash, and nothing else', async () => {
    const page = await open();
    const policy = page.headers.get('content-security-policy') ?? '';
    const digest = createHash('sha256').update(styleOf(page)).digest('base64');
    expect(/style-src ([^;]*)/.exec(policy)?.[1]?.split(' ')).toEqual([
      expect.any(String),
      `'sha256-${digest}'`,
    ]);
    expect(policy).toContain("img-src 'self' data:;");
    expect(policy).not.toContain('unsafe');
  });

  it('is the application’s where that has a branding, member by member', async () => {
    const style = styleOf(await open({ client_id: 'own' }));
    expect(style).toContain('--symbolon-accent:#8a4b00;');
    expect(style).toContain('--symbolon-paper:#f3e5f5;');
    expect(style).toContain('.symbolon-label{color:#333333;}');
    expect(style).not.toContain('box-shadow');
  });

  it('speaks the language of the pool where nobody asks for another', async () => {
    const page = await hostedFlow(world, new Browser()).open();
    expect(page.body).toContain('<html lang="de"');
    expect(titleOf(page)).toBe('Bei Web application anmelden');
  });
});

describe('a picture', () => {
  it('comes from our own origin, sandboxed, and never as a page', async () => {
    const address = /src="(\/branding\/[\w-]+)"/.exec((await open()).body)?.[1] ?? '';
    const response = await fetch(world.origin + address);
    expect(await response.text()).toBe(svg);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none';.*; sandbox$/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is not there under any other name', async () => {
    for (const name of ['x', '__proto__', '..%2f..%2fetc%2fpasswd'])
      expect((await fetch(`${world.origin}/branding/${name}`)).status, name).toBe(404);
  });
});

const problemsOf = (given: object): string[] => {
  const judged = brandingSchema().safeParse(given);
  return judged.success
    ? []
    : judged.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('what is refused when it is saved', () => {
  it('is a colour that cannot be read, with the nearest shade that can', () => {
    expect(problemsOf({ light: { accent: '#4fb8ab' } })).toEqual([
      expect.stringMatching(/^light\.accent: .*2\.\d\d : 1.*passes is #[0-9a-f]{6}$/),
    ]);
    const [, shade = ''] =
      /is (#[0-9a-f]{6})$/.exec(problemsOf({ light: { accent: '#4fb8ab' } })[0] ?? '') ?? [];
    expect(problemsOf({ light: { accent: shade } })).toEqual([]);
    expect(problemsOf({ dark: { background: '#ffffff' } })[0]).toContain('dark.background');
  });

  it.each([
    ['a picture from elsewhere', { logo: 'https://evil.example/logo.png' }],
    ['a page as a picture', { logo: `data:text/html;base64,${Buffer.from('<script>').toString('base64')}` }],
    [
      'a page that says it is a PNG',
      { logo: `data:image/png;base64,${Buffer.from('<script>').toString('base64')}` },
    ],
    ['a picture of 5 MB', { logo: `data:image/png;base64,${'A'.repeat(5_000_000)}` }],
    ['a colour that is none', { light: { accent: 'red;}body{display:none' } }],
    ['a language that is none', { default_language: 'xx' }],
    ['words in a language that is none', { texts: { xx: {} } }],
    ['CSS of which something would be lost', { css: '.symbolon-card{position:fixed}' }],
    ['what is not known', { html: '<b>' }],
  ])('%s', (_, given) => {
    expect(problemsOf(given)).toHaveLength(1);
  });

  it('names the line of the CSS', () => {
    expect(problemsOf({ css: '.symbolon-card{\ncolor:red;\nbackground:url(//x)}' })).toEqual([
      'css: line 3: url() is not allowed',
    ]);
  });
});

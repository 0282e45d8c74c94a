/** What the guides tell a reader to run, run: in Node, in Chromium, by curl. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeGracefully } from '../../packages/server/src/index.ts';
import { callbackUrlOf } from '../interop/end-user.ts';
import { Browser } from '../testkit/browser.ts';
import { bundleOf } from '../testkit/browser-bundle.ts';
import { type Chromium, openChromium } from '../testkit/chromium.ts';
import { type Guides, openGuides } from './samples.ts';

const alice = { username: 'alice', password: 'wonderland for the examples' };
const folder = join(import.meta.dirname, '../../docs/guides');

let guides: Guides;
let chromium: Chromium;
let sdk: string;
beforeAll(async () => {
  [guides, chromium, sdk] = await Promise.all([openGuides(), openChromium(), bundleOf('client-browser')]);
}, 60_000);
afterAll(async () => {
  await chromium.close();
  await guides.close();
});

/** Beside the packages, so that they are found by name as in an application. */
async function runInNode<T>(page: string, use: (child: ChildProcess) => Promise<T>): Promise<T> {
  const file = join(import.meta.dirname, `sample-${page}.mjs`);
  writeFileSync(file, `${guides.sample(page, 'node')}\nconsole.error('running');\n`);
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  try {
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stderr.setEncoding('utf8').on('data', text => {
        said += text;
        if (said.includes('running')) resolve();
      });
      child.once('exit', code => reject(new Error(`the sample of ${page} ended with ${code}: ${said}`)));
    });
    return await use(child);
  } finally {
    child.kill();
    await ended;
    rmSync(file, { force: true });
  }
}

/** What a sample prints that ends by itself. */
const printedBy = (page: string): Promise<unknown> =>
  runInNode(page, async child => {
    let text = '';
    for await (const chunk of child.stdout ?? []) text += String(chunk);
    return JSON.parse(text);
  });

async function serveSample(
  page: string,
  port: number,
  answer?: (body: string) => Promise<string>,
): Promise<Server> {
  const importMap = JSON.stringify({ imports: { '@symbolon/client-browser': '/sdk.js' } });
  const html = `<!doctype html><html lang="en"><title>Sample</title><link rel="icon" href="data:,">
<script type="importmap">${importMap}</script><body><script type="module">${guides.sample(page, 'browser')}</script></body></html>`;
  const site = createServer(async (request, response) => {
    if (request.url === '/sdk.js') {
      response.setHeader('content-type', 'text/javascript');
      response.end(sdk);
    } else if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      response.end(await answer?.(Buffer.concat(chunks).toString()));
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(html);
    }
  });
  await new Promise<void>(
    resolve => void site.listen(Number(new URL(guides.at(port)).port), 'localhost', resolve),
  );
  return site;
}

async function signInByBrowser(port: number, finalText: RegExp): Promise<string> {
  const { page, faults, close } = await chromium.openWindow();
  await page.goto(guides.at(port));
  await page.locator('#identifier').fill(alice.username);
  await page.locator('#password').fill(alice.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText(finalText).waitFor();
  // Whoever loads the page again is signed in still.
  await page.reload();
  await page.getByText(finalText).waitFor();
  const text = await page.locator('body').innerText();
  expect(faults()).toEqual([]);
  await close();
  return text;
}

/** Runs the commands of a page in turn; where one opens a browser, an end-user signs in and the code goes into the next. */
async function runByShell(
  page: string,
  change = (text: string): string => text,
): Promise<Record<string, unknown>> {
  const text = change(guides.sample(page, 'curl')).replaceAll('\\\n', ' ').trim();
  const [, assignments = '', opened, exchange = ''] =
    /^((?:[A-Z]+=.*\n)*)(open "[^"]+"\n)?([\s\S]*)$/.exec(text) ?? [];
  const shell = async (script: string) => (await promisify(execFile)('bash', ['-c', script])).stdout;
  let code = '';
  const kept =
    assignments === ''
      ? ''
      : await shell(`${assignments}declare -p ${assignments.match(/^[A-Z]+/gm)?.join(' ')}`);
  if (opened !== undefined) {
    const url = (await shell(`${kept}echo ${opened.replace(/^open /, '')}`)).trim();
    code = (await callbackUrlOf(new Browser(), url, alice)).searchParams.get('code') ?? '';
  }
  return exchange === ''
    ? {}
    : JSON.parse(await shell(`${kept}${exchange.replace('PASTE_IT_HERE', code)} -s`));
}

describe('authorization code', () => {
  it('in Node', () =>
    runInNode('authorization-code', async () => {
      const browser = new Browser();
      const begun = await browser.get(guides.at(4001));
      const callback = await callbackUrlOf(browser, begun.location ?? '', alice);
      const page = await browser.get(callback.href);
      expect(JSON.parse(page.body)).toMatchObject({
        claims: { aud: 'web-app' },
        scope: 'openid profile offline_access',
      });
    }));

  it('by curl', async () => {
    expect(await runByShell('authorization-code')).toMatchObject({
      token_type: 'Bearer',
      refresh_token: expect.any(String),
    });
  });
});

describe('code + PKCE', () => {
  it('in Node', () =>
    runInNode('code-with-pkce', async child => {
      const [printed] = await once(child.stdout ?? process.stdin, 'data');
      const callback = await callbackUrlOf(new Browser(), String(printed).trim(), alice);
      expect(await (await fetch(callback)).text()).toMatch(/^Signed in as \S+$/);
    }));

  it('in the browser', async () => {
    const site = await serveSample('code-with-pkce', 4002);
    expect(await signInByBrowser(4002, /Signed in as/)).toMatch(/^Signed in as \S+$/);
    await closeGracefully(site);
  });

  it('by curl', async () => {
    expect(await runByShell('code-with-pkce')).toMatchObject({
      token_type: 'Bearer',
      scope: 'openid profile',
    });
  });
});

it('implicit, in the browser', async () => {
  const site = await serveSample('implicit', 4003);
  await signInByBrowser(4003, /Signed in as/);
  await closeGracefully(site);
});

it('hybrid, in the browser with its back end in Node', () =>
  runInNode('hybrid', async () => {
    const exchange = async (body: string) => (await fetch(guides.at(4014), { method: 'POST', body })).text();
    const site = await serveSample('hybrid', 4004, exchange);
    expect(await signInByBrowser(4004, /hasRefreshToken/)).toBe('{"hasRefreshToken":true}');
    await closeGracefully(site);
  }));

describe('client credentials', () => {
  const expected = { scope: 'book:1:read', rejected: 'book:1:write' };
  it('in Node', async () => {
    expect(await printedBy('client-credentials')).toEqual(expected);
  });

  it('by curl', async () => {
    const { scope, rejected_scope: rejected } = await runByShell('client-credentials');
    expect({ scope, rejected }).toEqual(expected);
  });
});

describe('password', () => {
  it('in Node', async () => {
    expect(await printedBy('password')).toEqual({ sub: expect.any(String), expiresIn: 3600 });
  });

  it('by curl', async () => {
    expect(await runByShell('password')).toMatchObject({ token_type: 'Bearer', scope: 'openid profile' });
  });
});

describe('refresh', () => {
  it('in Node', async () => {
    expect(await printedBy('refresh')).toEqual({ rotated: true });
  });

  it('by curl', async () => {
    const { refresh_token: first } = await runByShell('password', text =>
      text.replace('scope=openid profile', 'scope=openid offline_access'),
    );
    const next = await runByShell('refresh', text => text.replace('PASTE_IT_HERE', String(first)));
    expect(next).toMatchObject({ token_type: 'Bearer', scope: 'openid offline_access' });
    expect(next['refresh_token']).not.toBe(first);
  });
});

it('an API, in Node', () =>
  runInNode('protect-an-api', async () => {
    const { access_token: token } = await runByShell('client-credentials');
    const api = `${guides.at(5000)}/api/protected`;
    expect((await fetch(api)).status).toBe(401);
    const answer = await fetch(api, { headers: { authorization: `Bearer ${String(token)}` } });
    expect(await answer.json()).toEqual({ scope: 'book:1:read' });
  }));

it('every link between the pages leads somewhere', () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(join(dirname(join(folder, name)), target)), `${name}: ${target}`).toBe(true);
  }
});

/** What the README tells a newcomer to do, done: its configuration file, its application in Node, its curl. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Browser } from '../testkit/browser.ts';
import { freePort } from '../testkit/free-port.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const secret = 'the secret of the README, long enough for anything';
const password = 'the password of the README';

/** The first sample in that language, its placeholders filled in and its ports moved to where we are. */
function sample(language: string, places: ReadonlyMap<string, string>): string {
  const text = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (text === undefined) throw new Error(`the README has no sample in ${language}`);
  return [...places].reduce((moved, [from, to]) => moved.replaceAll(from, to), text);
}

let server: StartedServer;
let applicationOrigin: string;
beforeAll(async () => {
  applicationOrigin = `http://localhost:${await freePort()}`;
  const places = new Map([
    ['http://localhost:4000', applicationOrigin],
    ['env:WEB_SECRET', secret],
    ['env:ALICE_PASSWORD', password],
  ]);
  const { user_pools: pools } = parse(sample('yaml', places));
  server = await startServer(pools[0]);
});
afterAll(() => server.close());

const places = () =>
  new Map([
    ['http://localhost:3000', server.origin],
    ['http://localhost:4000', applicationOrigin],
    ['listen(4000)', `listen(${new URL(applicationOrigin).port})`],
  ]);

async function signIn(browser: Browser, url: string): Promise<string> {
  const login = await browser.follow(await browser.get(url), server.origin);
  const submitted = await browser.submit(login, { identifier: 'alice', password });
  const page = await browser.follow(submitted, server.origin);
  const answered = page.body.includes('id="allow"')
    ? await browser.submit(page, { decision: 'allow' })
    : page;
  return answered.location ?? '';
}

describe('the README', () => {
  it('has an application in Node that signs a user in', async () => {
    const file = fileURLToPath(new URL('clients/readme-sample.mjs', import.meta.url));
    writeFileSync(file, `${sample('js', places())}\nconsole.log('listening');\n`);
    let child: ChildProcess | undefined;
    try {
      child = spawn(process.execPath, [file], {
        env: { ...process.env, WEB_SECRET: secret },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      if (!child.stdout) throw new Error('no output of the sample');
      await createInterface(child.stdout)[Symbol.asyncIterator]().next();
      const browser = new Browser();
      const begun = await browser.get(applicationOrigin);
      const callback = await signIn(browser, begun.location ?? '');
      const claims = JSON.parse((await browser.get(callback)).body);
      expect(claims).toMatchObject({ iss: server.issuer, aud: 'web' });
    } finally {
      child?.kill();
      rmSync(file, { force: true });
    }
  });

  it('has a curl that exchanges the code and asks userinfo', async () => {
    const [open, exchange, userinfo] = commands();
    const url = /"(http[^"]+)"/.exec(open ?? '')?.[1] ?? '';
    const code = new URL(await signIn(new Browser(), url)).searchParams.get('code') ?? '';
    const run = async (command: string | undefined) =>
      (
        await promisify(execFile)('bash', ['-c', `${command} -s`], {
          env: { ...process.env, WEB_SECRET: secret },
        })
      ).stdout;
    const tokens = JSON.parse(await run(exchange?.replace('PASTE_IT_HERE', code)));
    expect(tokens).toMatchObject({ token_type: 'Bearer', scope: 'openid profile offline_access' });
    expect(JSON.parse(await run(userinfo?.replace('ACCESS_TOKEN', tokens.access_token)))).toMatchObject({
      name: 'Alice Example',
    });
  });
});

/** The lines of the curl sample, continued lines joined. */
function commands(): string[] {
  const text = /```sh\n(open[\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const moved = [...places()].reduce((current, [from, to]) => current.replaceAll(from, to), text);
  return moved.replaceAll('\\\n', ' ').trim().split('\n');
}

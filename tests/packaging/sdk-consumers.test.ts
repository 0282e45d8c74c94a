/** The SDKs in the project of somebody else: what the READMEs show compiles there, strictly, and the types are all there. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const others = join(root, 'tests/interop/clients/node_modules');
const isWindows = process.platform === 'win32';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-consumer-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  const link = (name: string, from: string) =>
    symlinkSync(join(from, name), join(folder, 'node_modules', name), 'junction');
  for (const name of ['jose', '@types/node']) link(name, join(root, 'node_modules'));
  for (const name of ['express', '@types/express']) link(name, others);
  for (const name of ['client', 'client-browser', 'resource-server']) {
    const place = join(folder, 'node_modules/@symbolon', name);
    mkdirSync(place, { recursive: true });
    const words = ['pack', join(root, 'packages', name), '--ignore-scripts', '--json'];
    const { stdout } = await run('npm', [...words, '--pack-destination', folder], { shell: isWindows });
    const [{ filename }] = JSON.parse(stdout);
    await run('tar', ['-xzf', join(folder, filename), '-C', place, '--strip-components', '1']);
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const samples = (name: string): string[] => {
  const text = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, sample = '']) => sample);
};

interface Consumer {
  readonly files: readonly string[];
  readonly options: object;
}

/** What the compiler says about these files and about our packages; those of others are their authors' matter. */
async function complaintsOf({ files, options }: Consumer): Promise<string[]> {
  const names = files.map((text, index) => {
    writeFileSync(join(folder, `sample-${index}.ts`), `${text}\nexport {};\n`);
    return `sample-${index}.ts`;
  });
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2023',

    ...options,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: names }));
  const { stdout } = await run(join(root, 'node_modules/.bin/tsc'), ['-p', folder], {
    cwd: folder,
    shell: isWindows,
  }).catch(failure => failure);
  return String(stdout)
    .split('\n')
    .filter(line => /^(?:sample-|node_modules\/@symbolon)/.test(line));
}

const node = { module: 'nodenext', lib: ['es2023'], types: ['node'] };
const message = "import type { IncomingMessage, ServerResponse } from 'node:http';";
const request = `${message}\ndeclare const request: IncomingMessage, response: ServerResponse;\n`;

/** That of the source: only the name of the package is another. */
const genauth = `import { AuthenticationClient, Models } from '@symbolon/client';
const client = new AuthenticationClient({ appId: 'id', appSecret: 'secret', appHost: 'host', redirectUri: 'uri' });
const result: Models.OIDCTokenResponse = await client.getAccessTokenByCode('code');
console.log(JSON.stringify(result, null, 2));`;

/** Without the types of a browser a key must not become \`any\`. */
const keys = `import type { AuthenticationClientOptions } from '@symbolon/client';
type Key = NonNullable<AuthenticationClientOptions['assertionKey']>['privateKey'];
const isKnown: 0 extends 1 & Key ? false : true = true;
console.log(isKnown);`;

it.each<[string, () => Consumer]>([
  [
    'in Node, without the types of a browser',
    () => ({
      files: [...samples('client').map(text => request + text), ...samples('resource-server'), genauth, keys],
      options: node,
    }),
  ],
  [
    'in a page, by a bundler',
    () => ({
      files: samples('client-browser').map((text, index) =>
        index === 1
          ? `import { BrowserClient } from '@symbolon/client-browser';\ndeclare const client: BrowserClient;\n${text}`
          : text,
      ),
      options: {
        module: 'esnext',
        moduleResolution: 'bundler',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: [],
      },
    }),
  ],
])(
  'what the READMEs show compiles %s',
  async (_, consumer) => {
    expect(await complaintsOf(consumer())).toEqual([]);
  },
  60_000,
);

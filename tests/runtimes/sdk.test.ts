/** Every runtime that the SDKs are promised for: the packages as they are built, against the server as it is shipped. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Rolldown } from 'tsdown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { alice, redirectUri } from '../testkit/world.ts';

const run = promisify(execFile);
const inside = (path: string) => join(import.meta.dirname, path);
const application = { client_id: 'app', client_secret: 'app-secret-app-secret-app-secret-app' };

let server: StartedServer;
beforeAll(async () => {
  server = await startServer({
    applications: [
      {
        ...application,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'password', 'client_credentials'],
        skip_consent: true,
      },
    ],
  });
});
afterAll(() => server.close());

const settings = () =>
  JSON.stringify({
    origin: server.origin,
    appId: application.client_id,
    appSecret: application.client_secret,
    email: alice.email,
    password: alice.password,
  });

const outcome = {
  challenged: true,
  tokenType: 'Bearer',
  sameSubject: true,
  refused: 'invalid_token',
  // The end-user’s token, one without the scope, the ID token.
  statuses: [200, 403, 401],
};

const program = inside('sdk/program.mjs');
const isHere = `${process.platform}-${process.arch}` === 'linux-x64';
const nodes = [22, 24, 26].map(
  major => [`Node ${major}`, inside(`node_modules/node${major}/bin/node`), []] as const,
);
const deno = [
  'run',
  '--no-remote',
  '--node-modules-dir=manual',
  '--allow-net',
  '--allow-read',
  '--allow-env',
];
const others = [
  ...nodes,
  ['Deno', inside('node_modules/@deno/linux-x64-glibc/deno'), deno],
  ['Bun', inside('node_modules/@oven/bun-linux-x64/bin/bun'), ['run']],
] as const;

it.each([['this Node', process.execPath, []] as const, ...(isHere ? others : [])])(
  'the SDKs work in %s',
  async (_, runtime, words) => {
    expect(existsSync(runtime), `${runtime} is missing: run npm ci in tests/runtimes`).toBe(true);
    const { stdout } = await run(runtime, [...words, program, settings()]);
    expect(JSON.parse(stdout)).toEqual(outcome);
  },
  30_000,
);

it.each(isHere ? ['workerd'] : [])(
  'the SDKs work in %s, also where one worker answers many at once',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'symbolon-worker-'));
    const { output } = await Rolldown.build({
      input: inside('sdk/worker.mjs'),
      write: false,
      platform: 'browser',
      output: { format: 'iife' },
    });
    writeFileSync(join(folder, 'worker.js'), output[0].code);
    writeFileSync(join(folder, 'config.capnp'), configuration);
    const workerd = inside('node_modules/@cloudflare/workerd-linux-64/bin/workerd');
    const child = spawn(workerd, ['serve', '--control-fd=1', join(folder, 'config.capnp')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      let port = 0;
      for await (const line of createInterface(child.stdout)) {
        port = JSON.parse(line).port;
        break;
      }
      const ask = async () =>
        (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: settings() })).json();
      expect(await Promise.all([ask(), ask(), ask()])).toEqual([outcome, outcome, outcome]);
    } finally {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  30_000,
);

const configuration = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .probe),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const probe :Workerd.Worker = (
  serviceWorkerScript = embed "worker.js",
  compatibilityDate = "2026-01-01",
);
`;

/** Every Node that we promise: it starts, signs somebody in, and still knows them after a restart. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { refresh, tokens, userinfo } from '../testkit/relying-party.ts';
import { startServer } from '../testkit/started-server.ts';
import { web } from '../testkit/world.ts';

interface Runtime {
  readonly title: string;
  readonly node: string;
  /** How its version begins. */
  readonly version: string;
}

const current: Runtime = { title: `this Node`, node: process.execPath, version: process.version };
const others: readonly Runtime[] = [22, 24, 26].map(major => ({
  title: `Node ${major}`,
  node: join(import.meta.dirname, `node_modules/node${major}/bin/node`),
  version: `v${major}.`,
}));

const platform = `${process.platform}-${process.arch}`;
const runtimes =
  platform === 'linux-x64'
    ? [current, ...others]
    : [{ ...current, title: `this Node alone, since the others are for linux-x64 and this is ${platform}` }];

it.each(runtimes)('the program runs on $title', async ({ node, version }) => {
  expect(existsSync(node), `${node} is missing: run npm ci in tests/runtimes`).toBe(true);
  expect(execFileSync(node, ['--version'], { encoding: 'utf8' }).startsWith(version)).toBe(true);
  const server = await startServer({ applications: [web] }, undefined, [node]);
  try {
    const discovery = await fetch(`${server.issuer}/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({ issuer: server.issuer });
    const first = await tokens(server, 'openid profile offline_access');
    expect((await userinfo(server, first['access_token'])).json).toMatchObject({ name: 'Alice Example' });
    expect(await server.stop()).toBe(0);
    await server.start();
    const second = await refresh(server, first['refresh_token']);
    expect(second.status).toBe(200);
    expect((await userinfo(server, second.json['access_token'])).status).toBe(200);
    // Nothing is said but the log and the set-up link: no warning of the runtime.
    const isLog = (line: string) => line.startsWith('{"level":"info"');
    const others = server.log.filter(line => !isLog(line));
    expect(others.map(line => line.replace(/http\S+/, 'LINK'))).toEqual([
      'make the first administrator: LINK',
      'make the first administrator: LINK',
    ]);
  } finally {
    await server.close();
  }
});

/** A database that takes no writes for a while: refusals that say so, nothing given out is lost, and service resumes. */
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, refresh, tokens, userinfo } from '../testkit/relying-party.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { web } from '../testkit/world.ts';

const applications = [{ ...web, refresh_token_reuse_interval: 60 }];

let server: StartedServer;
afterEach(() => server.close());

const openDatabase = () => new DatabaseSync(join(server.dataFolder, 'symbolon.db'), { timeout: 5000 });
const health = async (name: 'live' | 'ready') => (await fetch(`${server.origin}/health/${name}`)).status;

async function chain(): Promise<string> {
  const { refresh_token } = await tokens(server, 'openid offline_access');
  if (typeof refresh_token !== 'string') throw new Error('no refresh token came');
  return refresh_token;
}

function expectUnavailable({ status, headers, json }: Answer): void {
  expect({ status, json }).toMatchObject({ status: 503 });
  expect(headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
  expect(json).toMatchObject({ error: 'temporarily_unavailable' });
  expect(json['refresh_token']).toBeUndefined();
}

describe('a database that another program has locked', () => {
  it('is told as 503, makes the server not ready, and resumes by itself', async () => {
    server = await startServer({ applications });
    const first = await chain();
    const other = openDatabase();
    other.exec('BEGIN IMMEDIATE');
    expectUnavailable(await refresh(server, first));
    expect([await health('ready'), await health('live')]).toEqual([503, 200]);
    // What only reads is served all the while.
    expect((await fetch(`${server.issuer}/.well-known/openid-configuration`)).status).toBe(200);
    other.exec('ROLLBACK');
    other.close();
    expect(await health('ready')).toBe(200);
    const second = await refresh(server, first);
    expect(second.status).toBe(200);
    expect((await userinfo(server, second.json['access_token'])).status).toBe(200);
  });
});

describe('a disk that is full', () => {
  /** In units of 512 or 1,024 bytes, as the shell has it: room for a first start and some refreshing. */
  const limited = ['sh', '-c', 'ulimit -f 4000; exec "$@"', 'sh', process.execPath];

  it('is told as 503, loses nothing that was given out, and resumes once there is room', async () => {
    server = await startServer({ applications }, undefined, limited);
    const newest = [await chain(), await chain(), await chain()];
    const waiting = await chain();
    let answer: Answer | undefined;
    for (let turn = 0; turn < 3000; turn++) {
      const place = turn % newest.length;
      answer = await refresh(server, newest[place]);
      if (answer.status !== 200) break;
      newest[place] = String(answer.json['refresh_token']);
    }
    if (answer === undefined) throw new Error('nothing was asked');
    expectUnavailable(answer);
    expectUnavailable(await refresh(server, waiting));
    while ((await health('ready')) === 200);
    expect([await health('ready'), await health('live')]).toEqual([503, 200]);

    // Room again: the write-ahead log is folded into the database, and begins anew.
    const other = openDatabase();
    expect(other.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).toMatchObject({ busy: 0 });
    other.close();
    expect(await health('ready')).toBe(200);
    for (const refreshToken of [...newest, waiting])
      expect((await refresh(server, refreshToken)).status).toBe(200);
  }, 60_000);
});

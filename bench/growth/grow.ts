/** A database with so many users in it, and what that took. */
import { createSecretKey } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSystemRandom, systemClock } from '@symbolon/foundation';
import { openStorage } from '@symbolon/storage';
import { freePort } from '../../tests/testkit/free-port.ts';
import { callers } from '../clients.ts';
import { type RunningServer, startServer } from '../servers/server.ts';
import { hashOfPassword, symbolonWith } from '../servers/symbolon.ts';
import type { Database, Databases } from './database.ts';
import { fillRefreshTokens, fillUsers } from './fill.ts';
import type { Deployment } from './strangers.ts';

export const tokensPerUser = 5;

/** Refresh tokens that the load exchanges, from all over the table. */
const tokensAtHand = 50_000;

/** A database, and how a server is started on it. */
export interface Place {
  readonly database: Database;
  readonly users: number;
  /** The files that tell load processes who there is; no refresh token is in both. */
  readonly deployments: { readonly flows: string; readonly purge: string };
  start(): Promise<RunningServer>;
}

export interface Grown {
  readonly place: Place;
  /** Bytes. */
  readonly perUser: number;
  readonly perRefreshToken: number;
  /** Milliseconds from the start, as it is from now on, to the first 200 of discovery. */
  readonly start: number;
}

interface Growing {
  readonly node: string;
  tell(line: string): void;
}

const machine = { clock: systemClock, random: createSystemRandom() };
/** Nothing that is noted here is looked at. */
const auditKey = createSecretKey(machine.random(32));

export async function growDatabase(
  databases: Databases,
  folder: string,
  users: number,
  { node, tell }: Growing,
): Promise<Grown> {
  mkdirSync(folder, { recursive: true });
  const database = await databases.create(folder);
  const masterSecret = machine.random(32);
  const keyFile = join(folder, 'master.key');
  writeFileSync(keyFile, masterSecret.toString('base64url'), { mode: 0o600 });
  const symbolon = symbolonWith({ storage: database.section, master_key: `file:${keyFile}` });
  const prepared = await symbolon.prepare(folder, await freePort(), node);
  const start = () => startServer(symbolon, prepared, folder);
  // Makes the schema, the keys and the callers.
  await (await start()).stop();

  const storage = await openStorage(database.settings, { ...machine, auditKey });
  const sizes = [await database.size()];
  const told = async (what: string, begunAt: number) => {
    const size = await database.size();
    sizes.push(size);
    const took = Math.round((performance.now() - begunAt) / 1000);
    tell(`${database.title}: ${what} in ${took} s, ${(size / 2 ** 20).toFixed(0)} MiB`);
  };
  let begunAt = performance.now();
  await fillUsers(storage, callers, users, await hashOfPassword());
  await told(`${users} users`, begunAt);
  begunAt = performance.now();
  const tokens = Math.max(users * tokensPerUser, 1000);
  const refreshTokens = await fillRefreshTokens(storage, { users, tokens, kept: tokensAtHand, masterSecret });
  await told(`${tokens} refresh tokens`, begunAt);
  await storage.close();

  const half = refreshTokens.length / 2;
  const deployments = {
    flows: deploymentIn(folder, 'flows', { users, refreshTokens: refreshTokens.slice(0, half) }),
    purge: deploymentIn(folder, 'purge', { users, refreshTokens: refreshTokens.slice(half) }),
  };
  const running = await start();
  await running.stop();
  const [before = 0, withUsers = 0, withTokens = 0] = sizes;
  return {
    place: { database, users, deployments, start },
    perUser: (withUsers - before) / Math.max(1, users - callers),
    perRefreshToken: (withTokens - withUsers) / tokens,
    start: running.startupTime,
  };
}

function deploymentIn(folder: string, name: string, deployment: Deployment): string {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(deployment));
  return path;
}

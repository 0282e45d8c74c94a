/** Two servers, as they are shipped, on one database: to whoever asks them they are one. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstAdministrator } from '../testkit/administrator.ts';
import { Browser } from '../testkit/browser.ts';
import { freePort } from '../testkit/free-port.ts';
import { type PostgresServer, startPostgres } from '../testkit/postgres.ts';
import {
  type Answer,
  basic,
  freshCode,
  type Issuing,
  post,
  redeem,
  refresh,
  revoke,
  tokens,
  userinfo,
} from '../testkit/relying-party.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { redirectUri, web } from '../testkit/world.ts';

const strict = { ...web, client_id: 'strict', refresh_token_reuse_interval: 0 };
const opaque = { ...web, client_id: 'opaque', access_token_format: 'opaque' };
const scope = 'openid offline_access';
/** More by `RACE_ROUNDS=500`, for a night. */
const rounds = Number(process.env['RACE_ROUNDS'] ?? 15);
const patience = Math.max(120_000, rounds * 5000);

let database: PostgresServer;
let folder = '';
const servers: StartedServer[] = [];
/** Each at its own address; both call themselves by the first one's. */
let nodes: readonly [Issuing, Issuing];

beforeAll(async () => {
  database = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), 'symbolon-nodes-'));
  const masterKey = join(folder, 'master-key');
  writeFileSync(masterKey, Buffer.alloc(32, 9).toString('hex'));
  const ports = [await freePort(), await freePort()] as const;
  const options = {
    origin: `http://127.0.0.1:${ports[0]}`,
    applications: [web, strict, opaque],
    pool: { registration: { mode: 'open' } },
    file: {
      storage: { engine: 'postgres', url: await database.createDatabase() },
      master_key: `file:${masterKey}`,
    },
  };
  // Together, on an empty database.
  servers.push(...(await Promise.all(ports.map(port => startServer(options, port)))));
  const node = (port: number): Issuing => ({
    origin: options.origin,
    issuer: `http://127.0.0.1:${port}/oidc`,
  });
  nodes = [node(ports[0]), node(ports[1])];
}, 90_000);
afterAll(async () => {
  for (const server of servers) await server.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

/** Fifty at once, every other one at the second node. */
const fifty = (ask: (node: Issuing) => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: 50 }, (_, index) => ask(index % 2 === 0 ? nodes[0] : nodes[1])));

const winners = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 200);

/** The milliseconds until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<number> {
  const begun = performance.now();
  while (!(await isSo())) if (performance.now() - begun > 10_000) break;
  return performance.now() - begun;
}

describe('two nodes on one database', () => {
  it('sign with the same keys', async () => {
    const [first, second] = await Promise.all(
      nodes.map(async ({ issuer }) => (await fetch(`${issuer}/.well-known/jwks.json`)).json()),
    );
    expect(first).toEqual(second);
    expect(new Set(first.keys.map(({ alg }: { alg: string }) => alg)).size).toBe(first.keys.length);
  });

  it('redeem a code once', { timeout: patience }, async () => {
    const browser = new Browser();
    for (let round = 0; round < rounds; round++) {
      const code = await freshCode(nodes[0], { scope }, browser);
      const answers = await fifty(node => redeem(node, code));
      expect(winners(answers)).toHaveLength(1);
      expect(answers.filter(({ json }) => json['error'] === 'invalid_grant')).toHaveLength(49);
      expect((await userinfo(nodes[1], winners(answers)[0]?.json['access_token'])).status).toBe(401);
    }
  });

  it('refresh one token to one successor, never to two', { timeout: patience }, async () => {
    const browser = new Browser();
    let token: unknown = (await tokens(nodes[0], scope, browser))['refresh_token'];
    for (let round = 0; round < rounds; round++) {
      const answers = await fifty(node => refresh(node, token));
      expect(winners(answers)).toHaveLength(50);
      const successors = new Set(answers.map(({ json }) => json['refresh_token']));
      expect(successors.size).toBe(1);
      [token] = successors;
    }
  });

  it('end a family of refresh tokens at the first reuse, wherever it happens', {
    timeout: patience,
  }, async () => {
    const browser = new Browser();
    const authentication = basic(strict.client_id, web.client_secret);
    for (let round = 0; round < rounds; round++) {
      const code = await freshCode(nodes[0], { client_id: strict.client_id, scope }, browser);
      const set = (await redeem(nodes[1], code, {}, authentication)).json;
      const answers = await fifty(node => refresh(node, set['refresh_token'], {}, authentication));
      expect(winners(answers)).toHaveLength(1);
      const again = await refresh(nodes[0], winners(answers)[0]?.json['refresh_token'], {}, authentication);
      expect(again.json['error']).toBe('invalid_grant');
    }
  });

  it('know within a second that a token was revoked at the other', async () => {
    const authentication = basic(opaque.client_id, web.client_secret);
    const code = await freshCode(nodes[0], { client_id: opaque.client_id, scope });
    const set = (await redeem(nodes[0], code, {}, authentication)).json;
    expect((await userinfo(nodes[1], set['access_token'])).status).toBe(200);
    await revoke(nodes[0], set['refresh_token'], authentication);
    const elapsed = await until(async () => (await userinfo(nodes[1], set['access_token'])).status === 401);
    expect(elapsed).toBeLessThan(1000);
    expect((await refresh(nodes[1], set['refresh_token'], {}, authentication)).status).toBe(400);
  });

  it('know within a second a client that registered itself at the other', async () => {
    const registered = await fetch(`${nodes[0].issuer}/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ redirect_uris: [redirectUri] }),
    });
    expect(registered.status).toBe(201);
    const { client_id: id, client_secret: secret } = await registered.json();
    // A code that does not exist is judged only for a client that does.
    const isKnown = async () => {
      const fields = { grant_type: 'authorization_code', code: 'none', redirect_uri: redirectUri };
      const { json } = await post(`${nodes[1].issuer}/token`, fields, basic(id, secret));
      return json['error'] === 'invalid_grant';
    };
    expect(await until(isKnown)).toBeLessThan(1000);
  });

  it('serve within a second a pool that was made at the other', async () => {
    const { origin } = nodes[0];
    // Whoever started last made the link that is good.
    const links = await Promise.all(
      servers.map(async ({ lineOfLog }) =>
        /http\S+setup\?ticket=[\w-]+/.exec(await lineOfLog(/setup\?ticket=/)),
      ),
    );
    const statuses = await Promise.all(links.map(async link => (await fetch(link?.[0] ?? '')).status));
    const setupUrl = links[statuses.indexOf(200)]?.[0];
    const { call } = await firstAdministrator({ origin, setupUrl });
    const issuer = nodes[1].issuer.replace('/oidc', '/later/oidc');
    const status = async () => (await fetch(`${issuer}/.well-known/jwks.json`)).status;
    expect(await status()).toBe(404);
    expect((await call('POST', '/pools', { body: { name: 'later' } })).status).toBe(201);
    expect(await until(async () => (await status()) === 200)).toBeLessThan(1000);
    const [first, second] = await Promise.all(
      [`${origin}/later/oidc`, issuer].map(async place =>
        (await fetch(`${place}/.well-known/jwks.json`)).json(),
      ),
    );
    expect(first).toEqual(second);
  });
});

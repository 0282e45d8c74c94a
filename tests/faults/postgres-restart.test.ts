/** PostgreSQL dies under load and comes back: refusals that say so, nothing given out is lost, service resumes by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../testkit/browser.ts';
import { type PostgresServer, startPostgres } from '../testkit/postgres.ts';
import { type Answer, refresh, tokens, userinfo } from '../testkit/relying-party.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { web } from '../testkit/world.ts';

let database: PostgresServer;
let server: StartedServer;
beforeAll(async () => {
  database = await startPostgres();
  server = await startServer({
    applications: [{ ...web, refresh_token_reuse_interval: 60, access_token_format: 'opaque' }],
    file: { storage: { engine: 'postgres', url: await database.createDatabase() } },
  });
}, 90_000);
afterAll(async () => {
  await server.close();
  await database.close();
});

const health = async (name: 'live' | 'ready') => (await fetch(`${server.origin}/health/${name}`)).status;

/** Refreshes until told to stop, and keeps what was given out last. */
async function work(
  newest: Record<string, unknown>,
  isOver: () => boolean,
  answers: Answer[],
): Promise<unknown> {
  let held = newest;
  while (!isOver()) {
    const answer = await refresh(server, held['refresh_token']);
    answers.push(answer);
    if (answer.status === 200) held = answer.json;
  }
  return held;
}

describe('a PostgreSQL that dies under load', () => {
  it('is told as 503, loses nothing that was given out, and is found again', async () => {
    const browser = new Browser();
    let held: Record<string, unknown>[] = [];
    for (let member = 0; member < 6; member++)
      held.push(await tokens(server, 'openid offline_access', browser));
    for (let death = 0; death < 4; death++) {
      let isOver = false;
      const answers: Answer[] = [];
      const workers = held.map(set => work(set, () => isOver, answers));
      const answered = async (status: number, count: number) => {
        const from = answers.length;
        while (answers.slice(from).filter(answer => answer.status === status).length < count)
          await new Promise(resolve => setImmediate(resolve));
      };
      try {
        await answered(200, 20);
        await database.kill();
        await answered(503, 12);
        // What was proven in this very second is not asked again.
        while ((await health('ready')) !== 503);
        expect(await health('live')).toBe(200);
        await database.start();
        await answered(200, 20);
        expect(await health('ready')).toBe(200);
      } finally {
        isOver = true;
      }
      held = (await Promise.all(workers)).flatMap(set =>
        typeof set === 'object' && set !== null ? [Object.fromEntries(Object.entries(set))] : [],
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
      const refused = answers.find(({ status }) => status === 503);
      expect(refused?.json['error']).toBe('temporarily_unavailable');
      expect(refused?.headers.get('retry-after')).toMatch(/^[1-9]\d?$/);
      for (const set of held) expect((await userinfo(server, set['access_token'])).status).toBe(200);
    }
    expect(held).toHaveLength(6);
  }, 120_000);
});

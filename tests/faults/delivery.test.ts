/** Power cuts during delivery: a message that was queued is sent, however often the server is killed over it. */
import { createSecretKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMasterKey, createSystemRandom, systemClock } from '@symbolon/foundation';
import { openStorage, type Storage } from '@symbolon/storage';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEnvelopes } from '../../packages/server/src/index.ts';
import { type MailSink, openMailSink } from '../testkit/mail-sink.ts';
import { codeMessage, defaultPool } from '../testkit/messages.ts';
import { type StartedServer, startServer } from '../testkit/started-server.ts';
import { createDraw, drawSeed } from './seeded-random.ts';

const messages = 60;
const kills = 3;
const seed = Number(process.env['SYMBOLON_FAULTS_SEED'] ?? drawSeed());

let sink: MailSink;
let server: StartedServer;
beforeAll(async () => {
  sink = await openMailSink();
  const smtp = { host: '127.0.0.1', port: sink.port, secure: false };
  server = await startServer({ applications: [], file: { email: { from: 'a@acme.example', smtp } } });
  await server.stop();
}, 60_000);
afterAll(async () => {
  await server.close();
  await sink.close();
});

const random = createSystemRandom();
// Nothing is noted by us.
const auditKey = createSecretKey(random(32));
const ids = Array.from({ length: messages }, (_, index) => `message-${index}`);
/** The names of the mails that came in whole, each once. */
const received = () =>
  new Set(sink.received.map(({ mail }) => mail.messageId?.slice(1, -'@acme.example>'.length)));

/** Looks into the database while no server holds it. */
async function between<Result>(look: (storage: Storage) => Promise<Result>): Promise<Result> {
  const path = join(server.dataFolder, 'symbolon.db');
  const storage = await openStorage({ engine: 'sqlite', path }, { auditKey, clock: systemClock, random });
  return look(storage).finally(() => storage.close());
}

async function enqueue(storage: Storage): Promise<void> {
  const secret = Buffer.from(readFileSync(join(server.dataFolder, 'master.key'), 'utf8').trim(), 'base64url');
  const envelopes = createEnvelopes(createMasterKey(secret, random));
  const message = codeMessage(systemClock(), { expiresAt: systemClock() + 3600 });
  const sealed = envelopes.seal(defaultPool, message);
  const { expiresAt } = message;
  for (const id of ids)
    await storage.outbox.enqueue(defaultPool, { id, channel: 'email', sealed, expiresAt }, systemClock());
}

/** What still waits, and is due again: as if the claims of the dead had run out. */
async function release({ outbox }: Storage): Promise<readonly string[]> {
  const waiting = await outbox.claim(systemClock() + 3600, 0, messages);
  for (const message of waiting) await outbox.retryAt(message, systemClock());
  return waiting.map(({ id }) => id);
}

it('a server that is killed while it sends mail loses none', { timeout: 60_000 }, async () => {
  const draw = createDraw(seed);
  await between(enqueue);
  for (let kill = 0; kill < kills; kill++) {
    const arrived = sink.arrival(sink.received.length + 1 + draw(15));
    await server.start();
    await arrived;
    await server.kill();
    const waiting = await between(release);
    // It was in the middle of it.
    expect({ seed, kill, waits: waiting.length > 0 }).toEqual({ seed, kill, waits: true });
    const known = new Set([...waiting, ...received()]);
    expect({ seed, kill, lost: ids.filter(id => !known.has(id)) }).toEqual({ seed, kill, lost: [] });
  }
  await server.start();
  while (received().size < messages) await sink.arrival(sink.received.length + 1);
  expect([...received()].toSorted()).toEqual(ids.toSorted());
  await server.stop();
  expect(await between(release)).toEqual([]);
});

/** A connection that is lost while a transaction is committed: the database says what became of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAddress } from '../../packages/storage/src/engines/postgres/address.ts';
import { commitBatch, type WasCommitted } from '../../packages/storage/src/engines/postgres/batch.ts';
import { type Connection, connect } from '../../packages/storage/src/engines/postgres/connection.ts';
import { type PostgresServer, startPostgres } from '../testkit/postgres.ts';

let server: PostgresServer;
let first: Connection;
let second: Connection;
beforeAll(async () => {
  server = await startPostgres();
  const address = readAddress(await server.createDatabase());
  if (!address) throw new Error('the address of the test database cannot be read');
  [first, second] = [await connect(address), await connect(address)];
  await second.run('CREATE TABLE written (id BIGINT PRIMARY KEY)', []);
}, 60_000);
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await server.close();
});

const wasCommitted: WasCommitted = async id => {
  const { rows } = await second.run('SELECT txid_status(CAST(? AS BIGINT)) AS status', [id]);
  return rows[0]?.['status'] === 'committed';
};

/** Loses the connection when COMMIT is sent: once it was carried out, or before. */
const losing = (connection: Connection, commit: 'carried out' | 'never seen'): Connection => ({
  isAlive: true,
  tellsOutcomes: true,
  async run(sql, values) {
    if (sql !== 'COMMIT') return connection.run(sql, values);
    await connection.run(commit === 'carried out' ? 'COMMIT' : 'ROLLBACK', []);
    throw new Error('Connection terminated unexpectedly');
  },
  close: () => connection.close(),
});

const write = (id: number) => [{ sql: 'INSERT INTO written (id) VALUES (?)', values: [id] }];
const written = async () =>
  (await second.run('SELECT id FROM written ORDER BY id', [])).rows.map(row => row['id']);

describe('a connection lost during COMMIT', () => {
  it('is done where the database has carried it out, alone and in a batch', async () => {
    const alone = await commitBatch(losing(first, 'carried out'), [write(1)], wasCommitted);
    const together = await commitBatch(losing(first, 'carried out'), [write(2), write(3)], wasCommitted);
    expect([...alone, ...together].map(outcome => !(outcome instanceof Error) && outcome.kind)).toEqual([
      'done',
      'done',
      'done',
    ]);
    expect(await written()).toEqual([1, 2, 3]);
  });

  it('fails where the database has not', async () => {
    for (const batch of [[write(4)], [write(5), write(6)]])
      await expect(commitBatch(losing(first, 'never seen'), batch, wasCommitted)).rejects.toThrow(
        'terminated',
      );
    expect(await written()).toEqual([1, 2, 3]);
  });
});

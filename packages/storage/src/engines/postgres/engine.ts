/** PostgreSQL: many nodes share it; each writes through one connection in groups, and reads through a few others. */
import { StorageUnavailable } from '../../errors.ts';
import type { Engine, Row, Value } from '../engine.ts';
import { createGroupCommit, type Unit } from '../group-commit.ts';
import { readAddress } from './address.ts';
import { commitBatch } from './batch.ts';
import { type Connection, connect, tellOfChange } from './connection.ts';
import { failureOf } from './failure.ts';

export interface PostgresSettings {
  readonly engine: 'postgres';
  /** `postgres://user:password@host:5432/database`; several hosts with commas between them. */
  readonly url: string;
  /** Connections of this node at most, from 2. */
  readonly connections?: number;
}

export interface PostgresEngine extends Engine {
  /** How many commits the writes have cost so far. */
  readonly commits: number;
}

/** More would hold rows for too long, and PostgreSQL is quick with up to 64 subtransactions. */
const largestBatch = 64;

export async function openPostgresEngine({
  url,
  connections = 4,
}: PostgresSettings): Promise<PostgresEngine> {
  const address = readAddress(url);
  if (address === undefined)
    throw new StorageUnavailable(
      'storage.url',
      'it is no address of a PostgreSQL database',
      undefined,
      'write it as postgres://user:password@host:5432/database',
    );
  const { place } = address;
  const listeners = new Set<() => void>();
  const heard = () => {
    for (const listener of listeners) listener();
  };
  const writer = createSlot(() => connect(address, heard));
  const readers = Array.from({ length: Math.max(1, connections - 1) }, () =>
    createSlot(() => connect(address)),
  );
  await writer.use().catch(error => {
    throw failureOf(place, error);
  });

  const wasCommitted = async (transactionId: string): Promise<boolean> => {
    const status = await untilKnown(async () => {
      const { rows } = await (await writer.use()).run(outcomeOf, [transactionId]);
      return rows[0]?.['status'];
    });
    return status === 'committed';
  };

  const group = createGroupCommit(async (units: readonly Unit[]) => {
    try {
      const outcomes = await commitBatch(await writer.use(), units, wasCommitted);
      return outcomes.map(outcome => (outcome instanceof Error ? failureOf(place, outcome) : outcome));
    } catch (error) {
      throw failureOf(place, error);
    }
  }, largestBatch);

  let turn = 0;
  let closed: Promise<void> | undefined;

  async function read(sql: string, values: readonly Value[]): Promise<readonly Row[]> {
    turn = (turn + 1) % readers.length;
    const reader = readers[turn] ?? writer;
    try {
      const connection = await reader.use();
      try {
        return (await connection.run(sql, values)).rows;
      } catch (error) {
        // One that rested may have been lost long ago: reading again on a new one harms nobody.
        if (connection.isAlive || closed) throw error;
        return (await (await reader.use()).run(sql, values)).rows;
      }
    } catch (error) {
      throw failureOf(place, error);
    }
  }

  async function close(): Promise<void> {
    await group.drain();
    await Promise.all([writer, ...readers].map(slot => slot.close()));
  }

  return {
    place,
    get commits() {
      return group.commits;
    },
    async read(sql, values) {
      if (closed) throw new StorageUnavailable(place, 'it was closed');
      refuseNul(values);
      return read(sql, values);
    },
    async write(unit) {
      if (closed) throw new StorageUnavailable(place, 'it was closed');
      for (const { values } of unit) refuseNul(values);
      return group.write(unit);
    },
    neighbours: {
      tell() {
        // Best effort: whoever does not hear it looks at the versions a moment later.
        if (!closed)
          readers[0]
            ?.use()
            .then(connection => connection.run(tellOfChange, []))
            .catch(() => undefined);
      },
      listen: listener => void listeners.add(listener),
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** PostgreSQL itself would refuse it, and the whole batch with it. */
function refuseNul(values: readonly Value[]): void {
  if (values.some(value => typeof value === 'string' && value.includes('\0')))
    throw new TypeError('a text with a NUL character is never stored');
}

const outcomeOf = 'SELECT txid_status(CAST(? AS BIGINT)) AS status';

/** Asks again each quarter of a second for ten: a database that was restarted takes a while, and others wait behind. */
async function untilKnown(ask: () => Promise<Value | undefined>): Promise<Value | undefined> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const status = await ask().catch(() => stillOpen);
    if (status !== stillOpen) return status;
    await new Promise(resolve => setTimeout(resolve, 250));
  }
  return undefined;
}

/** What PostgreSQL says of a transaction whose end it has not seen. */
const stillOpen = 'in progress';

interface Slot {
  /** The connection, made anew where it was lost. */
  use(): Promise<Connection>;
  close(): Promise<void>;
}

function createSlot(open: () => Promise<Connection>): Slot {
  let current: Promise<Connection> | undefined;
  let alive: Connection | undefined;
  return {
    use() {
      if (current !== undefined && (alive === undefined || alive.isAlive)) return current;
      alive = undefined;
      const opening = open();
      current = opening;
      opening.then(
        connection => {
          alive = connection;
        },
        () => {
          current = undefined;
        },
      );
      return opening;
    },
    async close() {
      await current?.then(connection => connection.close()).catch(() => undefined);
    },
  };
}

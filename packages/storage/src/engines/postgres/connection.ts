/** One connection: statements prepared once, sent without waiting for the answers before them. */
import { Client } from 'pg';
import type { Row, StepResult, Value } from '../engine.ts';
import type { Address } from './address.ts';

export interface Connection {
  readonly isAlive: boolean;
  /** Whether it can say what became of a transaction; PostgreSQL can, some that speak its protocol cannot. */
  readonly tellsOutcomes: boolean;
  run(sql: string, values: readonly Value[]): Promise<StepResult>;
  close(): Promise<void>;
}

const connectTimeout = 5000;
/** Milliseconds after which the server gives a statement up: nothing here takes that long. */
const statementTimeout = 30_000;

/** After which a connection that says nothing is given up: its host is gone, and nobody told us. */
const silenceTimeout = statementTimeout + 5000;

/** Where nodes tell each other that something changed. */
const channel = 'symbolon';

/** To the first host that takes writes; rejects with the last host's reason. `heard`: another node told of a change. */
export async function connect({ urls, readWrite }: Address, heard?: () => void): Promise<Connection> {
  let reason: unknown;
  for (const url of urls) {
    try {
      return await connectTo(url, readWrite, heard);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

async function connectTo(
  connectionString: string,
  readWrite: boolean,
  heard: (() => void) | undefined,
): Promise<Connection> {
  const client = new Client({
    connectionString,
    pipeline: true,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    application_name: 'symbolon',
    statement_timeout: statementTimeout,
    query_timeout: silenceTimeout,
    types: { getTypeParser: typeParser },
  });
  let isAlive = true;
  // Without a listener the loss of a connection that rests would end the process.
  client.on('error', () => {
    isAlive = false;
  });
  client.on('end', () => {
    isAlive = false;
  });
  const statements = new Map<string, { readonly name: string; readonly text: string }>();
  const statementOf = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const made = { name: `s${statements.size}`, text: numbered(sql) };
    statements.set(sql, made);
    return made;
  };
  let tellsOutcomes = false;
  try {
    await client.connect();
    const [row] = (await client.query<Row>(session)).rows;
    if (readWrite && row?.['read_only'] !== 'off') throw new Error('this host does not take writes');
    tellsOutcomes = row?.['tells_outcomes'] === 1;
    if (heard) {
      client.on('notification', heard);
      // Not everything that speaks its protocol has this; where it has not, the versions are looked at a little later.
      await client.query(`LISTEN ${channel}`).catch(() => undefined);
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    get isAlive() {
      return isAlive;
    },
    tellsOutcomes,
    async run(sql, values) {
      const { rows, rowCount } = await client.query<Row>({ ...statementOf(sql), values: [...values] });
      return { changes: rowCount ?? 0, rows };
    },
    close: () => client.end(),
  };
}

/** Tells every node of the database that something changed. */
export const tellOfChange = `SELECT pg_notify('${channel}', '')`;

/** An acknowledged write is on disk, whatever the server's default is; a stricter one stays. */
const session = `SELECT current_setting('transaction_read_only') AS read_only,
  (SELECT COUNT(*) FROM pg_proc WHERE proname = 'txid_status') AS tells_outcomes,
  CASE WHEN current_setting('synchronous_commit') IN ('off', 'local')
    THEN set_config('synchronous_commit', 'on', false) END`;

/** `$1`, `$2` … for each `?`; no text of ours holds one inside quotes. */
function numbered(sql: string): string {
  let count = 0;
  return sql.replaceAll('?', () => `$${++count}`);
}

const integerTypes = new Set([20, 21, 23]);

/** Integers as numbers, which 53 bits hold here; all else as text. */
const typeParser = (type: number) => (integerTypes.has(type) ? Number : String);

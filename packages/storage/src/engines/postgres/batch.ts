/** A batch of units: in one transaction sent in one breath, or one by one where that does not work out. */
import type { StepResult, WriteResult } from '../engine.ts';
import type { Unit } from '../group-commit.ts';
import type { Connection } from './connection.ts';
import { isConflict } from './failure.ts';

/** The outcome of each unit; an error for one that failed alone. Rejects where the connection is lost. */
export async function commitBatch(
  connection: Connection,
  units: readonly Unit[],
  wasCommitted: WasCommitted,
): Promise<readonly (WriteResult | Error)[]> {
  if (units.length > 1) {
    // Hardly ever must a unit be undone: savepoints, which are waited for one by one, are left for when one must.
    let together = await commitTogether(connection, units, wasCommitted, runAtOnce);
    if (together === 'undone') together = await commitTogether(connection, units, wasCommitted, runGuarded);
    if (together !== 'undone' && together !== 'failed') return together;
  }
  const outcomes: (WriteResult | Error)[] = [];
  for (const unit of units) outcomes.push(await commitAlone(connection, unit, wasCommitted));
  return outcomes;
}

/** Whether the transaction of this id was committed: asked where its connection was lost while it was. */
export type WasCommitted = (transactionId: string) => Promise<boolean>;

/**
 * Milliseconds that a batch waits for a row which another node holds: less than PostgreSQL takes to look for a
 * deadlock, so that two batches never wait for each other for long.
 */
const patience = 100;

type RunUnits = (connection: Connection, units: readonly Unit[]) => Promise<readonly Outcome[]>;

/** Nothing was written where one of the units failed, or would have had to be undone. */
async function commitTogether(
  connection: Connection,
  units: readonly Unit[],
  wasCommitted: WasCommitted,
  run: RunUnits,
): Promise<readonly WriteResult[] | 'undone' | 'failed'> {
  const [transaction, , outcomes] = await Promise.all([
    begin(connection),
    send(connection, `SET LOCAL lock_timeout = ${patience}`),
    run(connection, units),
  ]);
  const results = outcomes.flatMap(({ result, isWritten }) =>
    result instanceof Error || isWritten ? [] : [result],
  );
  if (results.length === units.length) {
    await commit(connection, transaction, wasCommitted);
    return results;
  }
  await send(connection, 'ROLLBACK');
  return outcomes.some(({ result }) => result instanceof Error) ? 'failed' : 'undone';
}

const runAtOnce: RunUnits = (connection, units) => Promise.all(units.map(unit => runSteps(connection, unit)));

/** One after the other, each that may have to be undone behind a savepoint of its own. */
const runGuarded: RunUnits = async (connection, units) => {
  const outcomes: Outcome[] = [];
  for (const unit of units) {
    const outcome = await (needsSavepoint(unit) ? runBehindSavepoint : runSteps)(connection, unit);
    outcomes.push(outcome);
    // A transaction in which a statement failed takes nothing more but its end.
    if (outcome.result instanceof Error) break;
  }
  return outcomes;
};

async function runBehindSavepoint(connection: Connection, unit: Unit): Promise<Outcome> {
  const [, outcome] = await Promise.all([send(connection, 'SAVEPOINT unit'), runSteps(connection, unit)]);
  const isUndone = !(outcome.result instanceof Error) && outcome.result.kind === 'undone';
  if (isUndone) await send(connection, 'ROLLBACK TO unit');
  if (!(outcome.result instanceof Error)) await send(connection, 'RELEASE unit');
  return { result: outcome.result, isWritten: false };
}

/** How often a unit that met another node's is tried. */
const mostAttempts = 5;

async function commitAlone(
  connection: Connection,
  unit: Unit,
  wasCommitted: WasCommitted,
): Promise<WriteResult | Error> {
  for (let attempt = 1; ; attempt++) {
    const result = await commitOnce(connection, unit, wasCommitted);
    if (!isConflict(result) || attempt === mostAttempts) return result;
  }
}

/** In a transaction of its own, where it waits for rows as long as a statement may take. */
async function commitOnce(
  connection: Connection,
  unit: Unit,
  wasCommitted: WasCommitted,
): Promise<WriteResult | Error> {
  const [transaction, { result }] = await Promise.all([begin(connection), runSteps(connection, unit)]);
  if (!(result instanceof Error) && result.kind === 'done')
    await commit(connection, transaction, wasCommitted);
  else await send(connection, 'ROLLBACK');
  return result;
}

/** The id of the new transaction, where the database can tell afterwards what became of it. */
async function begin(connection: Connection): Promise<string | undefined> {
  const [, named] = await Promise.all([
    // Whatever the default is: the statements are written for this level.
    send(connection, 'BEGIN ISOLATION LEVEL READ COMMITTED'),
    connection.tellsOutcomes ? send(connection, 'SELECT txid_current()::text AS id') : undefined,
  ]);
  const id = named?.rows[0]?.['id'];
  return typeof id === 'string' ? id : undefined;
}

/** Where the connection is lost meanwhile, the database itself says whether it came to it. */
async function commit(
  connection: Connection,
  transaction: string | undefined,
  wasCommitted: WasCommitted,
): Promise<void> {
  try {
    await send(connection, 'COMMIT');
  } catch (error) {
    if (transaction === undefined || !(await wasCommitted(transaction))) throw error;
  }
}

/** A single statement that missed what it expects has mostly changed nothing: there is nothing to undo. */
const needsSavepoint = (unit: Unit): boolean =>
  unit.length > 1 && unit.some(({ expect }) => expect !== undefined);

interface Outcome {
  readonly result: WriteResult | Error;
  /** It is undone, and yet it has changed rows. */
  readonly isWritten: boolean;
}

/** All steps are sent before the first is answered; what counts is the first of them that went wrong. */
async function runSteps(connection: Connection, unit: Unit): Promise<Outcome> {
  const settled = await Promise.allSettled(unit.map(({ sql, values }) => connection.run(sql, values)));
  // Those behind the one that went wrong, too.
  const isWritten = settled.some(outcome => outcome.status === 'fulfilled' && outcome.value.changes > 0);
  const results: StepResult[] = [];
  for (const [step, outcome] of settled.entries()) {
    if (outcome.status === 'rejected') {
      if (!connection.isAlive) throw outcome.reason;
      return { result: outcome.reason, isWritten };
    }
    const { changes, rows } = outcome.value;
    const { expect } = unit[step] ?? {};
    if (expect !== undefined && changes !== expect) return { result: { kind: 'undone', step }, isWritten };
    results.push({ changes, rows });
  }
  return { result: { kind: 'done', results }, isWritten: false };
}

const send = (connection: Connection, sql: string): Promise<StepResult> => connection.run(sql, []);

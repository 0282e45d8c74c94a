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
  const together = units.length > 1 ? await commitTogether(connection, units, wasCommitted) : undefined;
  if (together) return together;
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

/** Undefined where any unit failed, or must be undone: nothing was written then. */
async function commitTogether(
  connection: Connection,
  units: readonly Unit[],
  wasCommitted: WasCommitted,
): Promise<readonly WriteResult[] | undefined> {
  const outcomes = new Map<Unit, Outcome>();
  const plain = units.filter(unit => !needsSavepoint(unit));
  const [transaction, , ran] = await Promise.all([
    begin(connection),
    send(connection, `SET LOCAL lock_timeout = ${patience}`),
    Promise.all(plain.map(unit => runSteps(connection, unit))),
  ]);
  for (const [index, unit] of plain.entries()) outcomes.set(unit, ran[index] ?? missing);
  const failed = () => [...outcomes.values()].some(({ result }) => result instanceof Error);
  for (const unit of units.filter(needsSavepoint)) {
    // A transaction in which a statement failed takes nothing more but its end.
    if (failed()) break;
    outcomes.set(unit, await runGuarded(connection, unit));
  }

  const all = units.map(unit => outcomes.get(unit) ?? missing);
  const results = all.flatMap(({ result, isWritten }) =>
    result instanceof Error || isWritten ? [] : [result],
  );
  const isWhole = results.length === units.length;
  if (isWhole) await commit(connection, transaction, wasCommitted);
  else await send(connection, 'ROLLBACK');
  return isWhole ? results : undefined;
}

async function runGuarded(connection: Connection, unit: Unit): Promise<Outcome> {
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

const missing: Outcome = { result: new Error('a unit was not run'), isWritten: false };

/** All steps are sent before the first is answered; what counts is the first of them that went wrong. */
async function runSteps(connection: Connection, unit: Unit): Promise<Outcome> {
  const settled = await Promise.allSettled(unit.map(({ sql, values }) => connection.run(sql, values)));
  const results: StepResult[] = [];
  let isWritten = false;
  for (const [step, outcome] of settled.entries()) {
    if (outcome.status === 'rejected') {
      if (!connection.isAlive) throw outcome.reason;
      return { result: outcome.reason, isWritten };
    }
    const { changes, rows } = outcome.value;
    isWritten ||= changes > 0;
    const { expect } = unit[step] ?? {};
    if (expect !== undefined && changes !== expect) return { result: { kind: 'undone', step }, isWritten };
    results.push({ changes, rows });
  }
  return { result: { kind: 'done', results }, isWritten: false };
}

const send = (connection: Connection, sql: string): Promise<StepResult> => connection.run(sql, []);

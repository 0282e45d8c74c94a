/** The writing thread: owns the only connection that writes, and commits each batch with one fsync. Imports nothing of ours. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** @import { StepResult, Value } from '../engine.ts' */
/** @import { Binding, Database, Statement } from './binding.ts' */
/** @import { Failure } from './failure.ts' */
/** @import { NumberedStep, UnitOutcome, WriterAnswer, WriterQuestion, WriterSettings } from './messages.ts' */

/** @type {WriterSettings} */
const settings = workerData;

/** @param {WriterAnswer} answer */
const say = answer => parentPort?.postMessage(answer);

/**
 * @param {unknown} error
 * @returns {Failure}
 */
function failureOf(error) {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return { message, resultCode: typeof code === 'number' ? code : undefined };
}

/** @param {Value} value */
const holdsNul = value => typeof value === 'string' && value.includes('\0');

/** @returns {Database} */
function openDatabase() {
  /** @type {Binding} */
  const binding = createRequire(import.meta.url)(settings.bindingModule);
  const opened = new binding.DatabaseSync(settings.path, { timeout: settings.busyTimeout });
  try {
    opened.exec('PRAGMA journal_mode = WAL');
    opened.exec('PRAGMA synchronous = FULL');
    opened.exec('PRAGMA foreign_keys = ON');
    opened.exec('PRAGMA journal_size_limit = 67108864');
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}

/** @param {Database} database */
function createCommitter(database) {
  /** @type {string[]} */
  const texts = [];
  /** @type {{ statement: Statement, returnsRows: boolean }[]} */
  const prepared = [];
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const savepoint = database.prepare('SAVEPOINT unit');
  const release = database.prepare('RELEASE unit');
  const undo = database.prepare('ROLLBACK TO unit');

  /** @param {number} text */
  function prepare(text) {
    const statement = database.prepare(texts[text] ?? '');
    const made = { statement, returnsRows: statement.columns().length > 0 };
    prepared[text] = made;
    return made;
  }

  /**
   * @param {NumberedStep} step
   * @returns {StepResult}
   */
  function runStep([text, values]) {
    const { statement, returnsRows } = prepared[text] ?? prepare(text);
    if (values.some(holdsNul)) throw new TypeError('a text with a NUL character cannot be stored');
    if (!returnsRows) return { changes: Number(statement.run(...values).changes), rows: [] };
    const rows = statement.all(...values);
    return { changes: rows.length, rows };
  }

  /**
   * @param {readonly NumberedStep[]} unit
   * @returns {UnitOutcome}
   */
  function runUnit(unit) {
    const guarded = unit.length > 1 || unit[0]?.[2] !== undefined;
    if (guarded) savepoint.run();
    const endUnit = () => {
      if (!guarded) return;
      undo.run();
      release.run();
    };
    try {
      /** @type {StepResult[]} */
      const results = [];
      for (const [index, step] of unit.entries()) {
        const result = runStep(step);
        const expect = step[2];
        if (expect !== undefined && result.changes !== expect) {
          endUnit();
          return { kind: 'undone', step: index };
        }
        results.push(result);
      }
      if (guarded) release.run();
      return { kind: 'done', results };
    } catch (error) {
      // On a full disk or an I/O error SQLite may give up the whole transaction, and with it every unit.
      if (!database.isTransaction) throw error;
      endUnit();
      return { kind: 'failed', failure: failureOf(error) };
    }
  }

  /**
   * @param {Extract<WriterQuestion, { kind: 'commit' }>} question
   * @returns {WriterAnswer}
   */
  return question => {
    texts.push(...question.newTexts);
    try {
      begin.run();
      const outcomes = question.units.map(runUnit);
      commit.run();
      return { kind: 'committed', outcomes };
    } catch (error) {
      if (database.isTransaction) rollback.run();
      return { kind: 'lost', failure: failureOf(error) };
    }
  };
}

/** @param {Database} database */
function closeDatabase(database) {
  try {
    // Closing would do this too, but for statements that are not collected yet.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

/** @param {Database} database */
function serve(database) {
  const commit = createCommitter(database);
  parentPort?.on('message', (/** @type {WriterQuestion} */ question) => {
    if (question.kind === 'commit') return say(commit(question));
    closeDatabase(database);
    parentPort?.close();
  });
  say({ kind: 'opened' });
}

try {
  serve(openDatabase());
} catch (error) {
  say({ kind: 'lost', failure: failureOf(error) });
}

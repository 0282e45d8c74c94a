/** The writing thread: owns the only connection that writes, and commits each batch with one fsync. Imports nothing of ours. */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** @import { Row, StepResult, Value } from '../engine.ts' */
/** @import { Binding, Database, Statement } from './binding.ts' */
/** @import { Failure } from './failure.ts' */
/** @import { FlatUnits, WriterAnswer, WriterQuestion, WriterSettings } from './messages.ts' */
/** @typedef {{ kind: 'committed', outcomes: number[], rows: { step: number, rows: readonly Row[] }[], failures: Failure[] }} Committed */

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

/** @type {readonly Row[]} */
const noRows = [];

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

/** As in messages.ts, which this thread cannot import. */
const done = 0;
const undone = 1;
const failed = 2;

/** A unit has to be undone that has changed something: the batch is done again, with a savepoint before each unit. */
class NeedsSavepoints extends Error {}

/**
 * @param {string | undefined} verb
 * @param {number} told
 */
function changesBy(verb, told) {
  if (verb === 'SELECT') return 0;
  // Of a statement that changes no rows SQLite tells the changes of the one before it.
  return verb === 'INSERT' || verb === 'UPDATE' || verb === 'DELETE' ? told : 1;
}

/** @param {Database} database */
function createCommitter(database) {
  /** @type {string[]} */
  const texts = [];
  /** @type {{ statement: Statement, returnsRows: boolean, verb: string }[]} */
  const prepared = [];
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const savepoint = database.prepare('SAVEPOINT unit');
  const release = database.prepare('RELEASE unit');
  const undo = database.prepare('ROLLBACK TO unit');

  /** @param {number} text */
  function prepare(text) {
    // Nobody else writes meanwhile: there is no row to hold.
    const sql = (texts[text] ?? '').replace(/ FOR UPDATE$/, '');
    const statement = database.prepare(sql);
    const verb = /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() ?? '';
    const made = { statement, returnsRows: statement.columns().length > 0, verb };
    prepared[text] = made;
    return made;
  }

  /**
   * @param {number} text
   * @param {readonly Value[]} values
   * @returns {StepResult}
   */
  function runStep(text, values) {
    const { statement, returnsRows } = prepared[text] ?? prepare(text);
    if (values.some(holdsNul)) throw new TypeError('a text with a NUL character cannot be stored');
    if (!returnsRows) return { changes: Number(statement.run(...values).changes), rows: noRows };
    const rows = statement.all(...values);
    return { changes: rows.length, rows };
  }

  /**
   * Most units miss what they expect at their first step or not at all, and then there is nothing to undo: so all are
   * run without savepoints at first, which halves what a small unit costs.
   * @param {FlatUnits} units
   * @param {'swift' | 'careful'} manner
   * @returns {Committed}
   */
  function runUnits(units, manner) {
    /** @type {Committed} */
    const answer = { kind: 'committed', outcomes: [], rows: [], failures: [] };
    let steps = 0;
    for (let at = 0; at < units.length; ) {
      const count = Number(units[at++]);
      const unit = [];
      for (let step = 0; step < count; step++) {
        const length = Number(units[at + 2]);
        unit.push({
          text: Number(units[at]),
          expect: Number(units[at + 1]),
          values: units.slice(at + 3, at + 3 + length),
        });
        at += 3 + length;
      }
      steps += runUnit(unit, manner, answer, steps);
    }
    return answer;
  }

  /**
   * @param {readonly { text: number, expect: number, values: readonly Value[] }[]} unit
   * @param {'swift' | 'careful'} manner
   * @param {Committed} answer
   * @param {number} stepsBefore
   * @returns {number} how many steps it has done
   */
  function runUnit(unit, manner, answer, stepsBefore) {
    /** @type {StepResult[]} */
    const results = [];
    let written = 0;
    if (manner === 'careful') savepoint.run();
    const takeBack = () => {
      if (manner === 'careful') {
        undo.run();
        release.run();
      } else if (written > 0) throw new NeedsSavepoints();
    };
    try {
      for (const [index, { text, expect, values }] of unit.entries()) {
        const result = runStep(text, values);
        written += changesBy(prepared[text]?.verb, result.changes);
        if (expect !== -1 && result.changes !== expect) {
          takeBack();
          answer.outcomes.push(undone, index);
          return 0;
        }
        results.push(result);
      }
    } catch (error) {
      // On a full disk or an I/O error SQLite may give up the whole transaction, and with it every unit.
      if (error instanceof NeedsSavepoints || !database.isTransaction) throw error;
      takeBack();
      answer.outcomes.push(failed, answer.failures.length);
      answer.failures.push(failureOf(error));
      return 0;
    }
    if (manner === 'careful') release.run();
    answer.outcomes.push(done);
    for (const [index, { changes, rows }] of results.entries()) {
      answer.outcomes.push(changes);
      if (rows.length > 0) answer.rows.push({ step: stepsBefore + index, rows });
    }
    return results.length;
  }

  /**
   * @param {FlatUnits} units
   * @param {'swift' | 'careful'} manner
   * @returns {Committed}
   */
  function runTransaction(units, manner) {
    begin.run();
    try {
      const answer = runUnits(units, manner);
      commit.run();
      return answer;
    } catch (error) {
      if (database.isTransaction) rollback.run();
      if (error instanceof NeedsSavepoints) return runTransaction(units, 'careful');
      throw error;
    }
  }

  /**
   * @param {Extract<WriterQuestion, { kind: 'commit' }>} question
   * @returns {WriterAnswer}
   */
  return question => {
    texts.push(...question.newTexts);
    try {
      return runTransaction(question.units, 'swift');
    } catch (error) {
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

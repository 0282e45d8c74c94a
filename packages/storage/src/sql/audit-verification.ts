/** Whether the audit trail of a user pool is as it was sealed: walked in the order of time, bundle by bundle. */
import type { KeyObject } from 'node:crypto';
import type { PoolId } from '@symbolon/foundation';
import type { Engine, Row, Value } from '../engines/engine.ts';
import type { AuditProblem, AuditVerification, VerifiedSpan } from '../registry/audit.ts';
import { readOne } from './acts.ts';
import {
  eventColumns,
  type Link,
  mostTogether,
  numberAfter,
  readEventId,
  readSeal,
  sealOf,
  writeEventId,
} from './audit-seal.ts';
import { number, text } from './rows.ts';

const mostEvents = 5000;
const mostProblems = 100;
const pageLength = 500;

/** Of one run in one second: a bundle whose seal was taken, and the one behind it. */
const mostUnsealed = 2 * mostTogether;

const walk = `SELECT ${eventColumns.join(', ')}, seal FROM audit_events
  WHERE pool = ? AND (happened_at, id) > (?, ?) AND happened_at <= ?
  ORDER BY happened_at, id LIMIT ${pageLength}`;

const sealAt = 'SELECT seal FROM audit_events WHERE pool = ? AND happened_at = ? AND id = ?';

/** `written`: the last bundle that is known to have been written. */
export async function verifyTrail(
  engine: Engine,
  key: KeyObject,
  pool: PoolId,
  { keptFrom, from, until }: VerifiedSpan,
  written: Link | undefined,
): Promise<AuditVerification> {
  const findSeal = async (link: Link) => readOne(engine, sealAt, [pool, link.at, link.id]);
  const judge = createJudge(key, link => (link.at < keptFrom ? 'forgotten' : findSeal(link)));
  let [at, id] = [from, ''];
  let events = 0;
  for (let length = pageLength; length === pageLength; ) {
    const rows = await engine.read(walk, [pool, at, id, until]);
    length = rows.length;
    for (const row of rows) {
      const second = number(row, 'happened_at');
      if (second !== at) {
        judge.endSecond();
        if (events >= mostEvents) return { problems: judge.problems(), events, next: second };
      }
      [at, id] = [second, text(row, 'id')];
      await judge.see(row, at, id);
      events++;
    }
  }
  judge.endSecond();
  if (written) await judge.expect(written);
  return { problems: judge.problems(), events, next: undefined };
}

interface SeenEvent {
  readonly number: number;
  readonly at: number;
  readonly id: string;
  readonly columns: readonly Value[];
}

interface Judge {
  see(row: Row, at: number, id: string): Promise<void>;
  /** A bundle is of one second: what has no seal by now has none. */
  endSecond(): void;
  expect(link: Link): Promise<void>;
  problems(): readonly AuditProblem[];
}

type FindSeal = (link: Link) => Promise<Row | undefined> | 'forgotten';

function createJudge(key: KeyObject, findSeal: FindSeal): Judge {
  const problems = new Map<string, AuditProblem>();
  /** By run. */
  const open = new Map<string, SeenEvent[]>();
  const lasts = new Map<string, Link>();

  function tell(kind: AuditProblem['kind'], { at, id }: Pick<Link, 'at' | 'id'>): void {
    if (!problems.has(id)) problems.set(id, { kind, happenedAt: at, id });
  }

  async function expect(link: Link): Promise<void> {
    const run = readEventId(link.id)?.run ?? '';
    const last = lasts.get(run);
    if (last?.at === link.at && last.id === link.id && last.code === link.code) return;
    const row = await findSeal(link);
    if (row === 'forgotten') return;
    if (row === undefined) return tell('missing', link);
    if (row['seal'] === null) return tell('unsealed', link);
    if (readSeal(row['seal'])?.code !== link.code) tell('changed', link);
  }

  async function judgeBundle(run: string, seen: readonly SeenEvent[], last: SeenEvent, written: Value) {
    const seal = readSeal(written);
    if (!seal) return tell('changed', last);
    const first = numberAfter(seal.follows);
    const stray = seen.findLast(({ number }) => number < first);
    if (stray) tell('unsealed', stray);
    const bundle = seen.filter(({ number }) => number >= first);
    const gap = bundle.findIndex(({ number }, index) => number !== first + index);
    const covered = bundle.map(({ columns }) => columns);
    if (gap >= 0) tell('missing', { at: last.at, id: writeEventId({ number: first + gap, run }) });
    else if (sealOf(key, covered, seal.follows).code !== seal.code) tell('changed', last);
    if (seal.follows) await expect(seal.follows);
    lasts.set(run, { at: last.at, id: last.id, code: seal.code });
  }

  return {
    async see(row, at, id) {
      const name = readEventId(id);
      if (!name) return tell('unsealed', { at, id });
      const event = { number: name.number, at, id, columns: eventColumns.map(column => row[column] ?? null) };
      const seen = open.get(name.run) ?? [];
      seen.push(event);
      open.set(name.run, seen);
      const seal = row['seal'] ?? null;
      if (seal === null && seen.length < mostUnsealed) return;
      open.delete(name.run);
      if (seal === null) tell('unsealed', event);
      else await judgeBundle(name.run, seen, event, seal);
    },
    endSecond() {
      for (const seen of open.values()) {
        const last = seen.at(-1);
        if (last) tell('unsealed', last);
      }
      open.clear();
    },
    expect,
    problems: () => [...problems.values()].slice(0, mostProblems),
  };
}

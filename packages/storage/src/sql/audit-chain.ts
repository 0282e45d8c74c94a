/** What a node adds to the audit trail of each user pool: events numbered without a gap, sealed second by second. */
import type { KeyObject } from 'node:crypto';
import type { PoolId, Random } from '@symbolon/foundation';
import type { Engine, Value } from '../engines/engine.ts';
import { readOne } from './acts.ts';
import { type Link, numberAfter, readSeal, sealOf, writeEventId, writeSeal } from './audit-seal.ts';
import { number, text } from './rows.ts';

/** What happened in one second of one pool is a bundle, so that retention forgets bundles as a whole. */
export interface ArrivedEvent {
  readonly pool: PoolId;
  readonly at: number;
  /** The columns that follow the id. */
  readonly about: readonly Value[];
}

interface End {
  readonly run: string;
  readonly last: Link | undefined;
}

export interface SealedEvents {
  /** All columns of each event, its seal or null at the end. */
  readonly rows: readonly (readonly Value[])[];
  readonly ends: ReadonlyMap<PoolId, End>;
}

export interface AuditChain {
  /** To be committed, and then confirmed or given up, before anything else is sealed. */
  seal(events: readonly ArrivedEvent[]): Promise<SealedEvents>;
  confirm(sealed: SealedEvents): void;
  /** After a write that failed: goes on from what the database holds, in a run of its own. */
  giveUp(): void;
  /** The last bundle that this node has written there. */
  last(pool: PoolId): Link | undefined;
}

const newest = `SELECT happened_at, id, seal FROM audit_events WHERE pool = ? AND seal IS NOT NULL
  ORDER BY happened_at DESC, id DESC LIMIT 1`;

export function createAuditChain(engine: Engine, key: KeyObject, random: Random): AuditChain {
  const newRun = () => random(6).toString('base64url');
  const confirmed = new Map<PoolId, End>();

  async function begin(pool: PoolId): Promise<End> {
    const row = await readOne(engine, newest, [pool]);
    const seal = row && readSeal(text(row, 'seal'));
    const last = seal && { at: number(row, 'happened_at'), id: text(row, 'id'), code: seal.code };
    return { run: newRun(), last };
  }

  function sealBundle(bundle: readonly ArrivedEvent[], { run, last }: End): [rows: Value[][], end: End] {
    const first = numberAfter(last);
    const rows = bundle.map(({ pool, at, about }, index) => [
      ...[pool, at, writeEventId({ number: first + index, run })],
      ...about,
    ]);
    const seal = sealOf(key, rows, last);
    const at = bundle[0]?.at ?? 0;
    const id = writeEventId({ number: first + bundle.length - 1, run });
    for (const [index, row] of rows.entries()) row.push(index === rows.length - 1 ? writeSeal(seal) : null);
    return [rows, { run, last: { at, id, code: seal.code } }];
  }

  return {
    async seal(events) {
      const rows: Value[][] = [];
      const ends = new Map<PoolId, End>();
      for (const bundle of bundlesOf(events)) {
        const [{ pool, at }] = bundle;
        let end = ends.get(pool) ?? confirmed.get(pool) ?? (await begin(pool));
        // Where the clock was put back: the numbers of a run rise with its time.
        if (end.last && at < end.last.at) end = { ...end, run: newRun() };
        const [sealed, next] = sealBundle(bundle, end);
        rows.push(...sealed);
        ends.set(pool, next);
      }
      return { rows, ends };
    },
    confirm({ ends }) {
      for (const [pool, end] of ends) confirmed.set(pool, end);
    },
    giveUp: () => confirmed.clear(),
    last: pool => confirmed.get(pool)?.last,
  };
}

type Bundle = [first: ArrivedEvent, ...others: ArrivedEvent[]];

/** Those of one pool in the order in which they came. */
function bundlesOf(events: readonly ArrivedEvent[]): readonly Bundle[] {
  const bundles: Bundle[] = [];
  const open = new Map<PoolId, Bundle>();
  for (const event of events) {
    const bundle = open.get(event.pool);
    if (bundle?.[0].at === event.at) bundle.push(event);
    else {
      const begun: Bundle = [event];
      bundles.push(begun);
      open.set(event.pool, begun);
    }
  }
  return bundles;
}

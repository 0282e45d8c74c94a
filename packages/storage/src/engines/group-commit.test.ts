/** Group commit: what travels together, and who hears of a failure. */
import { describe, expect, it } from 'vitest';
import type { Step, WriteResult } from './engine.ts';
import { type CommitBatch, createGroupCommit, type Unit } from './group-commit.ts';

const unit = (name: string): readonly Step[] => [{ sql: name, values: [] }];
const done: WriteResult = { kind: 'done', results: [] };

/** Commits only when told to. */
function createCommitter() {
  const batches: string[][] = [];
  const pending: {
    units: readonly Unit[];
    resolve(outcomes: (WriteResult | Error)[]): void;
    reject(error: Error): void;
  }[] = [];
  const commit: CommitBatch = units =>
    new Promise((resolve, reject) => {
      batches.push(units.map(([step]) => step?.sql ?? ''));
      pending.push({ units, resolve, reject });
    });
  const settle = async (answer: (batch: (typeof pending)[number]) => void) => {
    await Promise.resolve();
    const batch = pending.shift();
    if (batch) answer(batch);
  };
  return {
    batches,
    commit,
    succeed: () => settle(({ units, resolve }) => resolve(units.map(() => done))),
    answer: (outcomes: (WriteResult | Error)[]) => settle(({ resolve }) => resolve(outcomes)),
    fail: (error: Error) => settle(({ reject }) => reject(error)),
  };
}

describe('group commit', () => {
  it('sends together what arrives in one turn, and next what arrives meanwhile', async () => {
    const committer = createCommitter();
    const group = createGroupCommit(committer.commit);
    const writes = [group.write(unit('a')), group.write(unit('b'))];
    await Promise.resolve();
    writes.push(group.write(unit('c')), group.write(unit('d')));
    await committer.succeed();
    await Promise.all(writes.slice(0, 2));
    await committer.succeed();
    expect(await Promise.all(writes)).toEqual([done, done, done, done]);
    expect(committer.batches).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(group.commits).toBe(2);
  });

  it('answers nobody before the commit', async () => {
    const committer = createCommitter();
    const group = createGroupCommit(committer.commit);
    let answered = false;
    const write = group.write(unit('a')).then(() => {
      answered = true;
    });
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    expect(answered).toBe(false);
    await committer.succeed();
    await write;
    expect(answered).toBe(true);
  });

  it('rejects all of a batch that was lost, and goes on with the next', async () => {
    const committer = createCommitter();
    const group = createGroupCommit(committer.commit);
    const lost = Promise.allSettled([group.write(unit('a')), group.write(unit('b'))]);
    await committer.fail(new Error('disk full'));
    expect((await lost).map(outcome => outcome.status)).toEqual(['rejected', 'rejected']);
    const next = group.write(unit('c'));
    await committer.succeed();
    expect(await next).toEqual(done);
    expect(group.commits).toBe(1);
  });

  it('rejects one unit that failed alone', async () => {
    const committer = createCommitter();
    const group = createGroupCommit(committer.commit);
    const writes = Promise.allSettled([group.write(unit('a')), group.write(unit('b'))]);
    await committer.answer([new Error('no such table'), done]);
    expect((await writes).map(outcome => outcome.status)).toEqual(['rejected', 'fulfilled']);
  });

  it('acknowledges nothing that the answer does not cover', async () => {
    const committer = createCommitter();
    const group = createGroupCommit(committer.commit);
    const writes = Promise.allSettled([group.write(unit('a')), group.write(unit('b'))]);
    await committer.answer([done]);
    expect((await writes).map(outcome => outcome.status)).toEqual(['fulfilled', 'rejected']);
  });

  it('is drained once nothing waits, also what was asked for meanwhile', async () => {
    const committer = createCommitter();
    const group = createGroupCommit(committer.commit);
    await group.drain();
    const first = group.write(unit('a'));
    let drained = false;
    const drain = group.drain().then(() => {
      drained = true;
    });
    await Promise.resolve();
    const second = group.write(unit('b'));
    await committer.succeed();
    await first;
    expect(drained).toBe(false);
    await committer.succeed();
    await Promise.all([second, drain]);
    expect(drained).toBe(true);
  });
});

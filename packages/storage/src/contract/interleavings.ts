/** Interleavings: whatever the order in which callers come to their turn, no promise is broken. */
import type { AuthorizationStore } from '@symbolon/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNaiveAuthorizationStore } from './naive-stores.ts';
import { bought, newAuthorization, type OpenEngine, pool, rotation, start, useWorld } from './world.ts';

type Answer = Awaited<ReturnType<AuthorizationStore['redeem' | 'rotate']>> | 'revoked';

interface Call {
  readonly answer: Answer;
  /** Whether it was made after a revocation had been answered. */
  readonly late: boolean;
}

/**
 * Two browsers with one code, each of which goes on to refresh, and an administrator who revokes: every call waits for
 * its turn from the scheduler.
 */
async function play(store: AuthorizationStore, scheduler: fc.Scheduler): Promise<readonly Call[]> {
  const given = newAuthorization();
  const { id } = given;
  await store.grant(pool, given);
  const calls: Call[] = [];
  let revoked = false;

  async function call(label: string, make: () => Promise<Answer>): Promise<void> {
    await scheduler.schedule(Promise.resolve(), label);
    const late = revoked;
    const answer = await make();
    if (answer === 'revoked') revoked = true;
    calls.push({ answer, late });
  }

  async function browser(): Promise<void> {
    await call('redeem', () => store.redeem(pool, id, given.code.hash, start, bought()));
    for (const generation of [1, 2]) {
      await call('rotate', () => store.rotate(pool, id, start, rotation({ generation, reuseInterval: 0 })));
    }
  }

  async function administrator(): Promise<void> {
    await call('revoke', async () => {
      await store.revoke(pool, id, start);
      return 'revoked';
    });
  }

  const done = Promise.all([browser(), browser(), administrator()]);
  await scheduler.waitFor(done);
  return calls;
}

const granting: readonly Answer[] = ['redeemed', 'rotated'];

function keepsItsPromises(calls: readonly Call[]): boolean {
  const count = (wanted: Answer) => calls.filter(({ answer }) => answer === wanted).length;
  return (
    count('redeemed') <= 1 &&
    count('rotated') <= 2 &&
    count('reused') <= 1 &&
    !calls.some(({ answer, late }) => late && granting.includes(answer))
  );
}

const interleaving = (createStore: (scheduler: fc.Scheduler) => AuthorizationStore) =>
  fc.asyncProperty(fc.scheduler(), async scheduler =>
    keepsItsPromises(await play(createStore(scheduler), scheduler)),
  );

export function describeInterleavings(open: OpenEngine): void {
  describe('in any interleaving', () => {
    const world = useWorld(open);

    it('a code is spent once, a generation rotated once, and nothing granted after a revocation', async () => {
      await fc.assert(
        interleaving(() => world().storage.authorizations),
        { numRuns: 100 },
      );
    });

    it('a store that looks before it acts is caught', async () => {
      const result = await fc.check(
        interleaving(scheduler =>
          createNaiveAuthorizationStore(() => scheduler.schedule(Promise.resolve(), 'pause')),
        ),
        { numRuns: 1000 },
      );
      expect(result.failed).toBe(true);
      expect(result.errorInstance).toMatchObject({ message: 'Property failed by returning false' });
    });
  });
}

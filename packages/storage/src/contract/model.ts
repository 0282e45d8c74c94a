/** A model: random lives of one authorization end the same in the database as in a few lines of plain code. */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { Storage } from '../storage.ts';
import {
  beginSession,
  bought,
  clientId,
  fresh,
  newAuthorization,
  newUser,
  type OpenEngine,
  pool,
  rotation,
  setActive,
  start,
  useWorld,
  type World,
} from './world.ts';

type Act =
  | { readonly kind: 'redeem'; readonly code: 'right' | 'wrong'; readonly refresh: 'with' | 'without' }
  | {
      readonly kind: 'rotate';
      /** Added to the generation in force. */
      readonly offset: number;
      readonly by: string;
      readonly mode: 'rotate' | 'keep';
      readonly reuseInterval: number;
    }
  | { readonly kind: 'revoke' | 'endSession' | 'lock' | 'unlock' };

interface Moment {
  readonly act: Act;
  /** Seconds since the one before. */
  readonly after: number;
}

const lifetimes = { code: 60, refresh: 400, idle: 90, row: 500 } as const;

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('redeem'),
      code: fc.constantFrom('right', 'right', 'wrong'),
      refresh: fc.constantFrom('with', 'with', 'without'),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('rotate'),
      offset: fc.constantFrom(0, 0, 0, -1, -1, -2, 1),
      by: fc.constantFrom(clientId, clientId, clientId, 'thief'),
      mode: fc.constantFrom('rotate', 'rotate', 'keep'),
      reuseInterval: fc.constantFrom(0, 10, 10),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('lock', 'unlock', 'unlock') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('revoke', 'endSession') }) },
);

const life = fc.record({
  offline: fc.boolean(),
  moments: fc.array(fc.record({ act: acts, after: fc.constantFrom(0, 0, 1, 5, 10, 30, 89, 90) }), {
    maxLength: 20,
    size: 'max',
  }),
});

/** What an authorization is, in plain words. */
class Model {
  generation = 0;
  revokedAt: number | undefined;
  readonly #offline: boolean;
  #consumed = false;
  #locked = false;
  #rotatedAt = 0;
  #refreshEnd = 0;
  #idleEnd = 0;
  #end: number = start + lifetimes.row;

  constructor(offline: boolean) {
    this.#offline = offline;
  }

  do(act: Act, at: number): string | undefined {
    switch (act.kind) {
      case 'redeem':
        return act.code === 'right' ? this.#redeem(at, act.refresh) : 'refused';
      case 'rotate':
        return this.#rotate(at, act);
      case 'revoke':
        return this.#revoke(at);
      case 'endSession':
        return this.#offline ? undefined : this.#revoke(at);
      case 'lock':
      case 'unlock':
        this.#locked = act.kind === 'lock';
        return undefined;
    }
  }

  #stands(): boolean {
    return this.revokedAt === undefined && !this.#locked;
  }

  #revoke(at: number): undefined {
    this.revokedAt ??= at;
  }

  #redeem(at: number, refresh: 'with' | 'without'): string {
    if (this.#consumed) {
      this.#revoke(at);
      return 'replayed';
    }
    if (!this.#stands() || at >= start + lifetimes.code) return 'refused';
    this.#consumed = true;
    this.#end = Math.max(this.#end, at + lifetimes.row);
    if (refresh === 'with') {
      this.generation = 1;
      this.#refreshEnd = at + lifetimes.refresh;
      this.#idleEnd = at + lifetimes.idle;
    }
    return 'redeemed';
  }

  #rotate(at: number, act: Extract<Act, { kind: 'rotate' }>): string {
    const presented = this.generation + act.offset;
    if (!this.#stands() || act.by !== clientId) return 'refused';
    if (presented < 1 || presented > this.generation) return 'refused';
    if (at >= this.#refreshEnd || at >= this.#idleEnd) return 'refused';
    if (act.offset === 0) {
      if (act.mode === 'rotate') {
        this.generation++;
        this.#rotatedAt = at;
      }
      this.#idleEnd = at + lifetimes.idle;
      return 'rotated';
    }
    if (act.offset === -1 && act.reuseInterval > 0 && at < this.#rotatedAt + act.reuseInterval)
      return 'rotated';
    this.#revoke(at);
    return 'reused';
  }
}

/** Does to the database what the model describes. */
async function createSubject(world: World, offline: boolean) {
  const { authorizations, users, sessions }: Storage = world.storage;
  const user = newUser();
  const sid = fresh('sid');
  const given = newAuthorization({ userId: user.id, sid, offline, expiresAt: start + lifetimes.row });
  const code = { ...given.code, expiresAt: start + lifetimes.code };
  const { id } = given;
  await users.create(pool, user, start);
  await beginSession(world.storage, sid, user.id);
  await authorizations.grant(pool, { ...given, code });

  return {
    find: () => authorizations.find(pool, id),
    async do(act: Act, at: number, generation: number): Promise<string | undefined> {
      const idleExpiresAt = at + lifetimes.idle;
      switch (act.kind) {
        case 'redeem': {
          const refresh = { expiresAt: at + lifetimes.refresh, idleExpiresAt };
          const buy = bought({
            refresh: act.refresh === 'with' ? refresh : undefined,
            expiresAt: at + lifetimes.row,
          });
          return authorizations.redeem(pool, id, act.code === 'right' ? code.hash : 'wrong', at, buy);
        }
        case 'rotate': {
          const { by, mode, reuseInterval, offset } = act;
          const presented = rotation({
            clientId: by,
            mode,
            generation: generation + offset,
            reuseInterval,
            idleExpiresAt,
          });
          return authorizations.rotate(pool, id, at, presented);
        }
        case 'revoke':
          await authorizations.revoke(pool, id, at);
          return undefined;
        case 'endSession':
          await sessions.end(pool, sid, at, at);
          return undefined;
        case 'lock':
        case 'unlock':
          await setActive(world.engine, user.id, act.kind === 'lock' ? 'locked' : 'active');
          return undefined;
      }
    },
  };
}

async function liveAlike(world: World, offline: boolean, moments: readonly Moment[]): Promise<void> {
  const model = new Model(offline);
  const subject = await createSubject(world, offline);
  let at = start;
  for (const { act, after } of moments) {
    at += after;
    const { generation } = model;
    const expected = { answer: model.do(act, at), generation: model.generation, revokedAt: model.revokedAt };
    const answer = await subject.do(act, at, generation);
    const found = await subject.find();
    const actual = { answer, generation: found?.generation, revokedAt: found?.revokedAt };
    if (JSON.stringify(actual) !== JSON.stringify(expected)) {
      throw new Error(`${JSON.stringify(act)}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
    }
  }
}

export function describeAuthorizationModel(open: OpenEngine): void {
  describe('the life of an authorization', () => {
    const world = useWorld(open);

    it('goes as the model says, whatever happens to it', async () => {
      await fc.assert(
        fc.asyncProperty(life, ({ offline, moments }) => liveAlike(world(), offline, moments)),
        { numRuns: 150 },
      );
    });
  });
}

/** Two nodes on one database: what one writer alone keeps apart is kept apart between writers, too. */
import { createSystemRandom } from '@symbolon/foundation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, Step } from '../engines/engine.ts';
import { migrate } from '../migrations/migrate.ts';
import { createStorage, type Storage } from '../storage.ts';
import { expectSealedTogether } from './audit-seals.ts';
import {
  auditKey,
  beginSession,
  bought,
  fresh,
  newAuthorization,
  newSession,
  newUser,
  pool,
  queuedMessage,
  redeemed,
  rotation,
  start,
  testPool,
  userId,
} from './world.ts';

/** Opens a new, empty database twice. */
export type OpenNodes = () => Promise<readonly [Engine, Engine]>;

type Nodes = readonly [Storage, Storage];

const storageOf = (engine: Engine): Storage =>
  createStorage(engine, { auditKey, clock: () => start, random: createSystemRandom() });

const each = <T>(count: number, nodes: Nodes, call: (node: Storage, index: number) => Promise<T>) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      call(nodes[index % 2] === nodes[1] ? nodes[1] : nodes[0], index),
    ),
  );

/** Codes are granted on both nodes while one ends the session: what was granted is revoked, and its client told. */
async function raceToGrantAgainstEnd(nodes: Nodes): Promise<void> {
  const [first] = nodes;
  const sid = fresh('sid');
  await beginSession(first, sid);
  const given = Array.from({ length: 12 }, () => newAuthorization({ sid, clientId: fresh('client') }));
  const outcomes = new Map<string, string>();
  const grants = each(given.length, nodes, async (node, index) => {
    const authorization = given[index];
    if (!authorization) return;
    for (let turn = 0; turn < index; turn++) await node.settings.get(pool, 'turn');
    outcomes.set(authorization.clientId, await node.authorizations.grant(pool, authorization));
  });
  const end = async () => {
    for (let turn = 0; turn < 5; turn++) await first.settings.get(pool, 'turn');
    return first.sessions.end(pool, sid, start, start + 3600);
  };
  const [told] = await Promise.all([end(), grants]);
  const granted = given.filter(({ clientId }) => outcomes.get(clientId) === 'granted');
  expect(told.toSorted()).toEqual(granted.map(({ clientId }) => clientId).toSorted());
  for (const { id } of granted) expect((await first.authorizations.find(pool, id))?.revokedAt).toBe(start);
}

/** A password is changed on one node while sign-ins with the old one end on both: no session of them is left. */
async function raceToSignInAgainstChange(nodes: Nodes): Promise<void> {
  const [first] = nodes;
  const user = newUser({ passwordHash: 'old' });
  await first.users.create(pool, user, start);
  const cookies = Array.from({ length: 12 }, () => fresh('cookie'));
  const begin = each(cookies.length, nodes, async (node, index) => {
    for (let turn = 0; turn < index; turn++) await node.settings.get(pool, 'turn');
    const session = newSession({ userId: user.id });
    return node.sessions.begin(pool, cookies[index] ?? '', session, start, 1000, undefined, 1);
  });
  const change = async () => {
    for (let turn = 0; turn < 5; turn++) await first.settings.get(pool, 'turn');
    const ending = { at: start, deliverUntil: start + 3600 };
    return first.users.changePassword(pool, user.id, { from: 'old', to: 'new' }, ending);
  };
  const [outcome] = await Promise.all([change(), begin]);
  expect(outcome).toBe('changed');
  const left = await Promise.all(cookies.map(cookie => first.sessions.find(pool, cookie, start)));
  expect(left.filter(session => session !== undefined)).toEqual([]);
}

/** Sessions are used on one node at the very moment in which the other ends them: each lives on, or is ended whole. */
async function raceToEndExpired(nodes: Nodes): Promise<void> {
  const [first, second] = nodes;
  const begun = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const [sid, cookieHash] = [fresh('sid'), fresh('cookie')];
      await first.sessions.begin(pool, cookieHash, newSession({ sid }), start, 1000);
      return { cookieHash, id: await redeemed(first, { sid }) };
    }),
  );
  const use = async () => {
    for (const { cookieHash } of begun) {
      await second.settings.get(pool, 'turn');
      second.sessions.touch(pool, cookieHash, start + 999, 1000);
    }
  };
  await Promise.all([use(), first.purge(start + 1000, start + 3600)]);
  await second.settings.put(pool, 'after the touches', 'yes');
  for (const { cookieHash, id } of begun) {
    const lives = (await first.sessions.find(pool, cookieHash, start + 1000)) !== undefined;
    const { revokedAt } = (await first.authorizations.find(pool, id)) ?? {};
    expect({ lives, revokedAt }).toEqual({ lives, revokedAt: lives ? undefined : start + 1000 });
  }
}

/** As many clients register themselves as there is room for. */
async function raceToRegister(nodes: Nodes): Promise<void> {
  const [first] = nodes;
  await first.pools.ensure(pool, start);
  const own = async () =>
    (await first.registrations.list(pool, 'application')).filter(({ managedBy }) => managedBy === 'client');
  const room = (await own()).length + 5;
  const outcomes = await each(24, nodes, node => {
    const client = { kind: 'application', id: fresh('client'), document: {}, managedBy: 'client' } as const;
    return node.registrations.addOwn(pool, { ...client, sealedSecret: undefined }, start, room);
  });
  expect(outcomes.filter(outcome => outcome === 'added')).toHaveLength(5);
  expect(await own()).toHaveLength(room);
}

/** A sign-in goes on in a session on both nodes at once: no two sessions bear one name. */
async function raceToGoOn(nodes: Nodes): Promise<void> {
  const [first] = nodes;
  const cookieHash = await beginSession(first, fresh('sid'));
  const replaces = { cookieHash, deliverUntil: start + 3600 };
  const names = await each(8, nodes, node =>
    node.sessions.begin(pool, fresh('cookie'), newSession(), start, 10_000, replaces),
  );
  expect(new Set(names).size).toBe(names.length);
}

/** Two owners step down on two nodes at once: one of them stays. */
async function raceToStepDown(nodes: Nodes): Promise<void> {
  const [first] = nodes;
  const own = testPool(fresh('owned'));
  await first.pools.ensure(own, start);
  const owners = [newUser({ role: 'owner' }), newUser({ role: 'owner' })];
  for (const owner of owners) await first.users.create(own, owner, start);
  const outcomes = await each(2, nodes, (node, index) =>
    node.directory.setRole(own, owners[index]?.id ?? '', undefined, 1),
  );
  expect(outcomes.toSorted()).toEqual(['last_owner', 'set']);
}

/** Looks at the row where the stores hold it: what a portable statement would be without a thought of other writers. */
const lookingOnly = (engine: Engine): Engine => ({
  ...engine,
  place: engine.place,
  write: unit => engine.write(unit.map(looking)),
});

const looking = (step: Step): Step => ({ ...step, sql: step.sql.replace(/ FOR UPDATE$/, '') });

const rounds = 25;
/** A store that errs need not err at once: it has that many chances. */
const chances = 1000;

async function repeatedly(
  race: (nodes: Nodes) => Promise<void>,
  nodes: Nodes,
  times = rounds,
): Promise<void> {
  for (let round = 0; round < times; round++) await race(nodes);
}

export function describeSharedStorage(name: string, open: OpenNodes): void {
  describe(`storage that two nodes share on ${name}`, () => {
    let engines: readonly [Engine, Engine];
    let nodes: Nodes;
    beforeAll(async () => {
      engines = await open();
      await Promise.all(engines.map(engine => migrate(engine, start)));
      nodes = [storageOf(engines[0]), storageOf(engines[1])];
      await nodes[0].users.create(pool, newUser({ id: userId }), start);
    });
    afterAll(async () => {
      for (const engine of engines) await engine.close();
    });

    it('is migrated once by nodes that start together', async () => {
      for (let round = 0; round < 5; round++) {
        const pair = await open();
        await Promise.all(pair.map(engine => migrate(engine, start)));
        for (const engine of pair) await engine.close();
      }
    });

    it('spends a code once and rotates a refresh token once', async () => {
      for (let round = 0; round < rounds; round++) {
        const given = newAuthorization();
        const { id, code } = given;
        await nodes[0].authorizations.grant(pool, given);
        const spent = await each(16, nodes, node =>
          node.authorizations.redeem(pool, id, code.hash, start, bought()),
        );
        expect(spent.filter(outcome => outcome === 'redeemed')).toHaveLength(1);
        const other = await redeemed(nodes[0]);
        const rotated = await each(16, nodes, node =>
          node.authorizations.rotate(pool, other, start, rotation({ reuseInterval: 0 })),
        );
        expect(rotated.filter(outcome => outcome === 'rotated')).toHaveLength(1);
        expect(rotated.filter(outcome => outcome === 'reused')).toHaveLength(1);
      }
    });

    it('makes one active and one announced key of an algorithm', async () => {
      const key = { alg: 'ES256', sealedPrivateKey: 'sealed', createdAt: start, changedAt: start } as const;
      for (const state of ['active', 'announced'] as const) {
        const added = await each(16, nodes, node =>
          node.signingKeys.add(pool, { ...key, state, kid: fresh('kid') }),
        );
        expect(added.filter(outcome => outcome === 'added')).toHaveLength(1);
      }
    });

    it('counts attempts together', async () => {
      const key = fresh('key');
      const limit = { attempts: 10, window: 900 };
      const counted = await each(40, nodes, node => node.attempts.record(pool, key, start, limit));
      expect(counted.filter(({ kind }) => kind === 'allowed')).toHaveLength(10);
    });

    it('gives each message that is to be sent to one of them', async () => {
      for (let round = 0; round < rounds; round++) {
        const ids = Array.from({ length: 16 }, () => fresh('message'));
        for (const id of ids) await nodes[0].outbox.enqueue(pool, queuedMessage(id), start);
        const claimed = await each(16, nodes, node => node.outbox.claim(start, 60, 16));
        const given = claimed.flatMap(messages => messages.map(({ id }) => id));
        // Who loses all the rows that it looked for comes back later.
        given.push(...(await nodes[1].outbox.claim(start, 60, 16)).map(({ id }) => id));
        expect(given.toSorted()).toEqual(ids.toSorted());
      }
    });

    it('seals the audit trail together', () => expectSealedTogether(nodes.map(({ audit }) => audit)));

    it('keeps a final value final', async () => {
      const setting = fresh('setting');
      await Promise.all([
        each(16, nodes, node => node.settings.putUnless(pool, setting, 'open', 'done')),
        nodes[1].settings.put(pool, setting, 'done'),
      ]);
      expect(await nodes[0].settings.get(pool, setting)).toBe('done');
    });

    it('tells the other node of a change, by a version and at once by a hint', async () => {
      const versionOf = async () =>
        (await nodes[1].versions.list()).find(({ topic }) => topic === 'registrations')?.version ?? 0;
      const before = await versionOf();
      const heard = new Promise<void>(resolve => nodes[1].versions.listen(resolve));
      const resource = { kind: 'resource', id: fresh('api'), document: {}, sealedSecret: undefined } as const;
      await nodes[0].registrations.put(pool, { ...resource, managedBy: 'console' }, start);
      expect(await versionOf()).toBe(before + 1);
      await heard;
      expect(nodes.map(({ versions }) => versions.isShared)).toEqual([true, true]);
    });

    const races: readonly [string, (nodes: Nodes) => Promise<void>][] = [
      ['nothing is granted in a session that has ended, and every client is told', raceToGrantAgainstEnd],
      ['a session that is used as it expires lives on, or is ended whole', raceToEndExpired],
      ['no more clients register than there is room for', raceToRegister],
      ['a session goes on in one place', raceToGoOn],
      ['one owner stays', raceToStepDown],
      ['no session is left of a password that was changed', raceToSignInAgainstChange],
    ];
    it.each(races)('in a race, %s', (_name, race) => repeatedly(race, nodes));
    it.each(races)(
      'looking without holding fails where %s',
      async (_name, race) => {
        const naive = [storageOf(lookingOnly(engines[0])), storageOf(lookingOnly(engines[1]))] as const;
        await expect(repeatedly(race, naive, chances)).rejects.toMatchObject({ name: 'AssertionError' });
      },
      120_000,
    );
  });
}

/** Credentials are kept only while what their user proved for it is worth something. */
import { describe, expect, it } from 'vitest';
import { newPasskey } from './credentials.ts';
import { beginSession, fresh, newUser, type OpenEngine, pool, start, useWorld } from './world.ts';

const ending = { at: start + 5, deliverUntil: start + 3600 };
const app = { sealedSecret: 's', createdAt: start, step: 1 };
const none = { totp: undefined, recoveryCodes: 0, passkeys: [] };
/** Of a user who was made just now. */
const proof = { secretsVersion: 1 };

export function describeCredentialProofs(open: OpenEngine): void {
  describe('a credential of one whose proof is worth nothing any more', () => {
    const world = useWorld(open);

    async function somebody() {
      const user = newUser({ passwordHash: 'old' });
      await world().storage.users.create(pool, user, start);
      const sid = fresh('sid');
      await beginSession(world().storage, sid, user.id);
      return { id: user.id, proofs: [proof, { sid }] };
    }
    const change = (id: string) =>
      world().storage.users.changePassword(pool, id, { from: 'old', to: 'new' }, ending);

    it('is not kept, and was kept before', async () => {
      const { credentials } = world().storage;
      for (const which of [0, 1] as const) {
        const { id, proofs } = await somebody();
        const by = proofs[which] ?? proof;
        expect(await credentials.addPasskey(pool, newPasskey(id), by)).toBe('added');
        await change(id);
        expect(await credentials.enrolTotp(pool, id, by, app, ['a'])).toBe('exists');
        expect(await credentials.addPasskey(pool, newPasskey(id), by)).toBe('taken');
        const { passkeys, totp: kept } = await credentials.of(pool, id);
        expect([passkeys.length, kept]).toEqual([1, undefined]);
        expect(await credentials.enrolTotp(pool, id, { secretsVersion: 2 }, app, ['a'])).toBe('enrolled');
      }
    });

    it('is taken with everything, or comes too late, where its owner proves the address at the same time', async () => {
      const { credentials, users } = world().storage;
      for (let round = 0; round < 10; round++) {
        const email = `${fresh('mail')}@example.org`;
        const claims = { email, email_verified: false };
        const user = newUser({ identifiers: [{ kind: 'email', value: email }], claims, managedBy: 'self' });
        await users.create(pool, user, start);
        const sid = fresh('sid');
        await beginSession(world().storage, sid, user.id);
        await Promise.all([
          ...[proof, { sid }].map(by => credentials.addPasskey(pool, newPasskey(user.id), by)),
          users.proveAddress(pool, user.id, 'email', ending),
          ...[proof, { sid }].map(by => credentials.enrolTotp(pool, user.id, by, app, ['a'])),
        ]);
        expect(await credentials.of(pool, user.id)).toEqual(none);
      }
    });
  });
}

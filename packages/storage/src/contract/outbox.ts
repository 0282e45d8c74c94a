/** The outbox: a message is nobody's but its holder's, and stays until it was delivered or given up. */
import { describe, expect, it } from 'vitest';
import type { OutboxMessage, QueuedMessage } from '../registry/index.ts';
import { fresh, type OpenEngine, otherPool, pool, queuedMessage, start, useWorld } from './world.ts';

export function describeOutbox(open: OpenEngine): void {
  describe('a message in the outbox', () => {
    const world = useWorld(open);
    const store = () => world().storage.outbox;
    /** Claims all that is due; of that the one named. */
    const claim = async (id: string, at: number): Promise<OutboxMessage | undefined> =>
      (await store().claim(at, 60, 1000)).find(message => message.id === id);
    const claimed = async (message: QueuedMessage = queuedMessage()): Promise<OutboxMessage> => {
      await store().enqueue(pool, message, start);
      const first = await claim(message.id, start);
      if (first === undefined) throw new Error('a message that was queued is not due');
      return first;
    };

    it('is due at once, and comes out as it went in', async () => {
      const message = { ...queuedMessage(), channel: 'sms' } as const;
      expect(await claimed(message)).toEqual({ ...message, pool, queuedAt: start, attempts: 1 });
    });

    it('is given to nobody else until its claim has run out', async () => {
      const { id } = await claimed();
      expect(await claim(id, start + 59)).toBeUndefined();
      expect(await claim(id, start + 60)).toMatchObject({ id, attempts: 2 });
    });

    it('is due again when it is said to be', async () => {
      const message = await claimed();
      await store().retryAt(message, start + 5);
      expect(await claim(message.id, start + 4)).toBeUndefined();
      expect(await claim(message.id, start + 5)).toEqual({ ...message, attempts: 2 });
    });

    it('is gone once it was delivered or given up', async () => {
      for (const end of ['delivered', 'giveUp'] as const) {
        const message = await claimed();
        await store()[end](message);
        expect(await claim(message.id, start + 3600), end).toBeUndefined();
      }
    });

    it('is left alone by a holder whose claim another has taken over', async () => {
      const late = await claimed();
      const present = await claim(late.id, start + 60);
      await store().retryAt(late, start);
      await store().giveUp(late);
      await store().keep(late, start + 9999);
      expect(await store().findKept(pool, late.id, start)).toBeUndefined();
      expect(await claim(late.id, start + 119)).toBeUndefined();
      expect(await claim(late.id, start + 120)).toEqual({ ...present, attempts: 3 });
    });

    it('is claimed after its end as well, so that somebody notices', async () => {
      const { id, expiresAt } = await claimed();
      expect(await claim(id, expiresAt + 1)).toMatchObject({ id, expiresAt });
    });

    it('is taken with no more than were asked for, the longest due first', async () => {
      const [early, late] = [queuedMessage(), queuedMessage()];
      await store().claim(start + 9999, 100_000, 1000);
      await store().enqueue(pool, late, start + 11);
      await store().enqueue(otherPool, early, start + 10);
      expect(await store().claim(start + 9, 60, 1)).toEqual([]);
      const taken = [await store().claim(start + 20, 60, 1), await store().claim(start + 20, 60, 1)];
      expect(taken.map(messages => messages.map(({ id }) => id))).toEqual([[early.id], [late.id]]);
    });

    it('is shown in the inbox of its pool until it goes, newest first, and never sent', async () => {
      const earlier = await claimed();
      await store().enqueue(pool, queuedMessage(fresh('newer')), start + 1);
      const [newer] = await store().claim(start + 1, 60, 1000);
      if (newer === undefined) throw new Error('a message that was queued is not due');
      for (const message of [earlier, newer]) await store().keep(message, start + 86_400);
      const shown = await store().kept(pool, start + 86_399, 10);
      expect(shown).toEqual([newer, earlier].map(message => ({ ...message, expiresAt: start + 86_400 })));
      expect(await store().kept(pool, start, 1)).toEqual(shown.slice(0, 1));
      expect(await store().findKept(pool, earlier.id, start)).toEqual(shown[1]);
      expect(await store().findKept(otherPool, earlier.id, start)).toBeUndefined();
      expect(await store().kept(otherPool, start, 10)).toEqual([]);
      expect(await store().kept(pool, start + 86_400, 10)).toEqual([]);
      expect(await store().findKept(pool, earlier.id, start + 86_400)).toBeUndefined();
      expect(await claim(earlier.id, start + 86_400)).toBeUndefined();
    });
  });
}

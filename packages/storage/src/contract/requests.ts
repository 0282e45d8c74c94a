/** Requests that wait to be answered, and are spent with the answer — RFC 8628, RFC 9126. */
import { describe, expect, it } from 'vitest';
import {
  fresh,
  newAuthorization,
  type OpenEngine,
  otherPool,
  pool,
  start,
  userId,
  useWorld,
} from './world.ts';

const callers = 64;
const approval = { userId, sid: 'sid', authTime: start, acr: undefined, amr: ['pwd'] } as const;

export function describeRequests(open: OpenEngine): void {
  describe('a request that waits', () => {
    const world = useWorld(open);

    /** So many grants at once, all answering the same request; how many there were of each outcome. */
    async function spend(
      kind: 'pushed_request' | 'device_request',
      hash: string,
    ): Promise<Record<string, number>> {
      const { authorizations } = world().storage;
      const outcomes = await Promise.all(
        Array.from({ length: callers }, () =>
          authorizations.grant(pool, newAuthorization({ spends: { kind, hash } })),
        ),
      );
      return Object.fromEntries(
        ['granted', 'refused'].map(kind => [kind, outcomes.filter(outcome => outcome === kind).length]),
      );
    }

    it('pushed: is found as it was pushed, in its own pool, and spent once', async () => {
      const { pushedRequests } = world().storage;
      const hash = fresh('pushed');
      const request = {
        clientId: 'web',
        parameters: [
          ['scope', 'openid'],
          ['resource', 'a'],
          ['resource', 'b'],
        ],
        expiresAt: start + 60,
      } as const;
      await pushedRequests.push(pool, hash, request);
      expect(await pushedRequests.find(pool, hash)).toEqual(request);
      expect(await pushedRequests.find(otherPool, hash)).toBeUndefined();
      expect(await spend('pushed_request', hash)).toEqual({ granted: 1, refused: callers - 1 });
      expect(await pushedRequests.find(pool, hash)).toBeUndefined();
    });

    it('of a device: is decided once, and spent once', async () => {
      const { deviceRequests } = world().storage;
      const [hash, userCode] = [fresh('device'), fresh('code')];
      const request = { clientId: 'tv', scope: ['openid'], expiresAt: start + 600 };
      expect(await deviceRequests.begin(pool, hash, userCode, request, 5)).toBe('begun');
      expect(await deviceRequests.begin(pool, fresh('device'), userCode, request, 5)).toBe('taken');
      expect(await deviceRequests.find(pool, userCode, start)).toEqual(request);
      expect(await deviceRequests.find(otherPool, userCode, start)).toBeUndefined();
      expect(await spend('device_request', hash)).toEqual({ granted: 0, refused: callers });
      const decisions = await Promise.all(
        Array.from({ length: callers }, (_, index) =>
          deviceRequests.decide(pool, userCode, start, index % 2 ? approval : undefined),
        ),
      );
      expect(decisions.filter(decision => decision === 'decided')).toHaveLength(1);
      expect(await deviceRequests.find(pool, userCode, start)).toBeUndefined();

      const [approvedHash, approvedCode] = [fresh('device'), fresh('code')];
      await deviceRequests.begin(pool, approvedHash, approvedCode, request, 5);
      await deviceRequests.decide(pool, approvedCode, start, approval);
      expect(await deviceRequests.poll(pool, approvedHash, 'tv', start)).toEqual({
        kind: 'approved',
        request,
        approval,
      });
      expect(await spend('device_request', approvedHash)).toEqual({ granted: 1, refused: callers - 1 });
      expect(await deviceRequests.poll(pool, approvedHash, 'tv', start + 60)).toEqual({ kind: 'unknown' });
    });

    it('of a device: tells its own client how it stands, and slows it down', async () => {
      const { deviceRequests } = world().storage;
      const [hash, userCode] = [fresh('device'), fresh('code')];
      await deviceRequests.begin(
        pool,
        hash,
        userCode,
        { clientId: 'tv', scope: [], expiresAt: start + 600 },
        5,
      );
      const poll = async (at: number, clientId = 'tv') =>
        (await deviceRequests.poll(pool, hash, clientId, at)).kind;
      expect(await poll(start, 'another')).toBe('unknown');
      expect(await poll(start)).toBe('pending');
      expect(await poll(start + 4)).toBe('slow_down');
      expect(await poll(start + 13)).toBe('slow_down');
      expect(await poll(start + 28)).toBe('pending');
      expect(await poll(start + 600)).toBe('expired');
      expect(await deviceRequests.decide(pool, userCode, start + 600, approval)).toBe('refused');
    });
  });
}

/** Sends the logout tokens that are due, and tries again what failed — OIDC Back-Channel Logout §2.5, §2.7. */
import { type Clock, encodeParameters, newCorrelationId, type Random } from '@symbolon/foundation';
import type { AuditTrail, LogoutDelivery, LogoutDeliveryStore, LogoutMessage } from '@symbolon/protocol';
import type { Egress } from '../egress/egress.ts';

export interface DeliveryDependencies {
  readonly store: LogoutDeliveryStore;
  readonly egress: Pick<Egress, 'post'>;
  /** Undefined where nobody is to be told any more. */
  readonly messageOf: (delivery: LogoutDelivery) => Promise<LogoutMessage | undefined>;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: AuditTrail;
}

export interface LogoutDeliveries {
  /** Sends what is due; resolves once that, and all that was under way, has ended. Rejects where storage fails. */
  send(): Promise<void>;
}

/** Seconds between one attempt and the next; the last one is repeated. */
const delays = [1, 10, 60, 600] as const;
/** Seconds for which a claim keeps others away: longer than an attempt can take. */
const claimLifetime = 10;
const mostAtOnce = 50;

export function createLogoutDeliveries(dependencies: DeliveryDependencies): LogoutDeliveries {
  const { store, clock } = dependencies;
  const underWay = new Set<Promise<void>>();
  const begin = (delivery: LogoutDelivery) => {
    const attempted = attempt(delivery, dependencies).finally(() => underWay.delete(attempted));
    underWay.add(attempted);
  };
  const sendDue = async () => {
    const room = mostAtOnce - underWay.size;
    if (room > 0) for (const delivery of await store.due(clock(), room)) begin(delivery);
  };
  let latest = Promise.resolve();
  return {
    async send() {
      // One look at a time, so that none counts the room that another is about to fill.
      latest = latest.catch(() => undefined).then(sendDue);
      await latest;
      await Promise.all(underWay);
    },
  };
}

async function attempt(delivery: LogoutDelivery, dependencies: DeliveryDependencies): Promise<void> {
  const { store, egress, messageOf, clock } = dependencies;
  const at = clock();
  if ((await store.claim(delivery, at, at + claimLifetime)) === 'missed') return;
  if (at >= delivery.expiresAt) return giveUp(delivery, 'not delivered in time', dependencies);
  const message = await messageOf(delivery);
  if (message === undefined) return store.finish(delivery);
  const { uri, logoutToken } = message;
  const posted = await egress.post(uri, encodeParameters([['logout_token', logoutToken]]));
  if (posted.kind === 'answered' && posted.status >= 200 && posted.status < 300) {
    await store.finish(delivery);
    return note(delivery, { type: 'logout_token.delivered', outcome: 'done' }, dependencies);
  }
  const reason = posted.kind === 'answered' ? `answered with ${posted.status}` : posted.reason;
  const nextAt = clock() + (delays[delivery.attempts] ?? delays[3]);
  if (nextAt >= delivery.expiresAt) return giveUp(delivery, reason, dependencies);
  return store.postpone(delivery, nextAt);
}

async function giveUp(
  delivery: LogoutDelivery,
  reason: string,
  dependencies: DeliveryDependencies,
): Promise<void> {
  await dependencies.store.finish(delivery);
  note(delivery, { type: 'logout_token.given_up', outcome: 'refused', reason }, dependencies);
}

function note(
  { pool, clientId, sub, sid }: LogoutDelivery,
  event: { readonly type: string; readonly outcome: 'done' | 'refused'; readonly reason?: string },
  { audit, clock, random }: DeliveryDependencies,
): void {
  audit({
    pool,
    clientId,
    userId: sub,
    sid,
    correlationId: newCorrelationId(clock, random),
    remoteAddress: '',
    ...event,
  });
}

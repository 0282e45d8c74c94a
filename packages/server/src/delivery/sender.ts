/** Sends the messages that are due, and tries again what failed, until each is delivered or worth nothing any more. */
import { type Clock, newCorrelationId, type PoolId, type Random } from '@symbolon/foundation';
import { type Branding, type Message, type Recipient, renderMessage } from '@symbolon/login';
import type { AuditTrail } from '@symbolon/protocol';
import type { OutboxMessage, OutboxStore } from '@symbolon/storage';
import type { Log } from '../observability/log.ts';
import type { Envelopes } from './envelope.ts';
import { longestAttempt, type Transport } from './transport.ts';

export interface SenderDependencies {
  readonly outbox: OutboxStore;
  readonly envelopes: Envelopes;
  /** Messages of a channel without one go to the local inbox. */
  readonly transports: Readonly<Partial<Record<Recipient['channel'], Transport>>>;
  readonly signInUrlOf: (pool: PoolId) => string;
  /** Of that application, or of the pool itself. */
  readonly brandingOf: (pool: PoolId, applicationId: string | undefined) => Branding;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: AuditTrail;
  readonly log: Pick<Log, 'warn'>;
}

/** Seconds between one attempt and the next; the last one is repeated. */
const delays = [2, 5, 15, 60, 300] as const;
/** Seconds for which a claim keeps others away: longer than an attempt can take. */
const claimLifetime = longestAttempt * 2;
/** Seconds for which the local inbox keeps a message. */
const inboxLifetime = 86_400;
const mostAtOnce = 20;

/** Sends what is due; resolves once that, and all that was under way, has ended. Rejects where storage fails. */
export function createSender(dependencies: SenderDependencies): () => Promise<void> {
  const { outbox, clock } = dependencies;
  const underWay = new Set<Promise<void>>();
  const begin = (claimed: OutboxMessage) => {
    const attempted = attempt(claimed, dependencies).finally(() => underWay.delete(attempted));
    underWay.add(attempted);
  };
  const sendDue = async () => {
    const room = mostAtOnce - underWay.size;
    if (room > 0) for (const claimed of await outbox.claim(clock(), claimLifetime, room)) begin(claimed);
  };
  let latest = Promise.resolve();
  return async () => {
    // One look at a time, so that none counts the room that another is about to fill.
    latest = latest.catch(() => undefined).then(sendDue);
    await latest;
    await Promise.all(underWay);
  };
}

async function attempt(claimed: OutboxMessage, dependencies: SenderDependencies): Promise<void> {
  const { outbox, envelopes, transports, signInUrlOf, brandingOf, clock } = dependencies;
  const { pool, id, expiresAt } = claimed;
  const at = clock();
  const message = envelopes.open(pool, claimed.sealed);
  if (message === undefined) return giveUp(claimed, 'sealed with another key, or unknown', dependencies);
  if (at >= expiresAt) return giveUp(claimed, 'not delivered in time', dependencies, message);
  const transport = transports[claimed.channel];
  if (transport === undefined) {
    await outbox.keep(claimed, at + inboxLifetime);
    return note(claimed, { type: 'message.delivered', outcome: 'done' }, dependencies, message, 'inbox');
  }
  const branding = brandingOf(pool, message.applicationId);
  const words = renderMessage(message, { at, signInUrl: signInUrlOf(pool), branding });
  const delivery = await transport({ id, address: message.to.address, words, locale: message.locale });
  if (delivery.kind === 'delivered') {
    await outbox.delivered(claimed);
    return note(claimed, { type: 'message.delivered', outcome: 'done' }, dependencies, message);
  }
  const { reason } = delivery;
  const nextAt = clock() + (delays[claimed.attempts - 1] ?? delays[4]);
  if (delivery.kind === 'undeliverable' || nextAt >= expiresAt)
    return giveUp(claimed, reason, dependencies, message);
  dependencies.log.warn('a message was not delivered yet', { pool, reason, count: claimed.attempts });
  return outbox.retryAt(claimed, nextAt);
}

async function giveUp(
  claimed: OutboxMessage,
  reason: string,
  dependencies: SenderDependencies,
  message?: Message,
): Promise<void> {
  await dependencies.outbox.giveUp(claimed);
  const event = { type: 'message.failed', outcome: 'refused', reason } as const;
  note(claimed, event, dependencies, message);
}

/** Says what kind of message it was and by what way it went, and nothing of its address or its words. */
function note(
  { pool, channel }: OutboxMessage,
  event: { readonly type: string; readonly outcome: 'done' | 'refused'; readonly reason?: string },
  { audit, clock, random }: SenderDependencies,
  message?: Message,
  way: string = channel,
): void {
  const what = `${message?.tidings.kind ?? 'a message'} by ${way}`;
  const reason = event.reason === undefined ? what : `${what}: ${event.reason}`;
  audit({ pool, correlationId: newCorrelationId(clock, random), remoteAddress: '', ...event, reason });
}

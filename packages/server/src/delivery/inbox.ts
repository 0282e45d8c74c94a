/** The local inbox: what was to be sent while no way out was configured. */
import type { Clock } from '@symbolon/foundation';
import { type Message, renderMessage, type Words } from '@symbolon/login';
import type { OutboxMessage, OutboxStore, PoolStore } from '@symbolon/storage';
import type { Envelopes } from './envelope.ts';
import type { SenderDependencies } from './sender.ts';

export interface InboxMessage {
  readonly id: string;
  readonly message: Message;
  readonly words: Words;
  readonly queuedAt: number;
}

export interface Inbox {
  /** Of every pool, newest first, no more than a hundred of each. */
  list(): Promise<readonly InboxMessage[]>;
  find(id: string): Promise<InboxMessage | undefined>;
}

export interface InboxDependencies extends Pick<SenderDependencies, 'transports' | 'signInUrlOf'> {
  readonly outbox: OutboxStore;
  readonly pools: PoolStore;
  readonly envelopes: Envelopes;
  readonly clock: Clock;
}

const mostOfPool = 100;

export function createInbox(dependencies: InboxDependencies): Inbox {
  const { outbox, pools, envelopes, transports, signInUrlOf, clock } = dependencies;
  const read = (kept: OutboxMessage): InboxMessage[] => {
    const message = envelopes.open(kept.pool, kept.sealed);
    // Once the channel has its way out, what came here before is nobody's to read.
    if (message === undefined || transports[kept.channel] !== undefined) return [];
    const { id, pool, queuedAt } = kept;
    const words = renderMessage(message, { at: queuedAt, signInUrl: signInUrlOf(pool) });
    return [{ id, message, words, queuedAt }];
  };
  return {
    async list() {
      const all = (await pools.list()).map(pool => outbox.kept(pool, clock(), mostOfPool));
      return (await Promise.all(all))
        .flat()
        .flatMap(read)
        .sort((one, other) => other.queuedAt - one.queuedAt);
    },
    async find(id) {
      for (const pool of await pools.list()) {
        const kept = await outbox.findKept(pool, id, clock());
        if (kept !== undefined) return read(kept)[0];
      }
      return undefined;
    },
  };
}

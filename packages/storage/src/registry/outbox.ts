/** Messages to end-users on their way out: each is kept until it was delivered, or is worth nothing any more. */
import type { PoolId } from '@symbolon/foundation';

export interface QueuedMessage {
  /** Unique in its pool. */
  readonly id: string;
  readonly channel: 'email' | 'sms';
  /** To whom and what: codes and addresses, sealed by whoever queues it. */
  readonly sealed: string;
  /** Epoch seconds from which it is not worth sending. */
  readonly expiresAt: number;
}

/** A message that waits. */
export interface OutboxMessage extends QueuedMessage {
  readonly pool: PoolId;
  readonly queuedAt: number;
  /** How often it was claimed, the present claim included: it names that claim. */
  readonly attempts: number;
}

export interface OutboxStore {
  /** Resolves once the message is durably queued, and due at once. */
  enqueue(pool: PoolId, message: QueuedMessage, at: number): Promise<void>;

  /**
   * Takes up to `most` messages that are due, expired ones too, the longest due first. Each is given to one caller only,
   * and to nobody else for `lease` seconds, in one conditional statement.
   */
  claim(at: number, lease: number, most: number): Promise<readonly OutboxMessage[]>;

  /** Forgets the message: it was delivered. */
  delivered(message: OutboxMessage): Promise<void>;

  /** Makes the message due at that time; nothing where another has claimed it since. */
  retryAt(message: OutboxMessage, nextAt: number): Promise<void>;

  /** Forgets the message undelivered; nothing where another has claimed it since. */
  giveUp(message: OutboxMessage): Promise<void>;

  /** Leaves the message in the local inbox until then, not to be sent any more; nothing where another has claimed it since. */
  keep(message: OutboxMessage, until: number): Promise<void>;

  /** What the local inbox holds at that time, newest first. */
  kept(pool: PoolId, at: number, most: number): Promise<readonly OutboxMessage[]>;

  findKept(pool: PoolId, id: string, at: number): Promise<OutboxMessage | undefined>;
}

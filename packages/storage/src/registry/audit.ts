/** The audit trail: what was decided and why, newest first. */
import type { PoolId } from '@symbolon/foundation';
import type { AuditEvent } from '@symbolon/protocol';

export interface RecordedEvent extends AuditEvent {
  readonly happenedAt: number;
}

/** Names the last event that was seen; opaque. */
export type AuditCursor = string;

export interface AuditQuery {
  /** Only events older than this one. */
  readonly before?: AuditCursor | undefined;
  readonly limit: number;
  readonly clientId?: string | undefined;
  readonly userId?: string | undefined;
  /** One of these. */
  readonly types?: readonly string[] | undefined;
  readonly outcome?: AuditEvent['outcome'] | undefined;
  readonly authorizationId?: string | undefined;
  readonly sid?: string | undefined;
  readonly actorId?: string | undefined;
}

/** Where to look for what belongs together: epoch seconds, both included. */
export interface AuditSpan {
  readonly from: number;
  readonly until: number;
}

/** What makes events belong together: one of these is enough. */
export interface AuditThread {
  readonly correlationId?: string | undefined;
  readonly authorizationId?: string | undefined;
  /** Of this session only its beginning and its end, where an authorization is named, too. */
  readonly sid?: string | undefined;
}

export interface AuditPage {
  readonly events: readonly RecordedEvent[];
  /** Where to go on; undefined at the end of the trail. A page may be short, even empty, and still have a next one. */
  readonly next: AuditCursor | undefined;
}

/** Events of one kind in one hour. */
export interface AuditCount {
  readonly beginsAt: number;
  readonly type: string;
  readonly outcome: AuditEvent['outcome'];
  readonly count: number;
}

/** `changed`: the seal does not fit its events. `missing`: a bundle or an event of one is gone. `unsealed`: no seal covers it. */
export interface AuditProblem {
  readonly kind: 'changed' | 'missing' | 'unsealed';
  readonly happenedAt: number;
  /** The event that is, or was, there; where events of a bundle were changed its last. */
  readonly id: string;
}

export interface VerifiedSpan extends AuditSpan {
  /** What happened before may have been forgotten rightly. */
  readonly keptFrom: number;
}

export interface AuditVerification {
  /** At most a hundred, one for each event. */
  readonly problems: readonly AuditProblem[];
  /** How many events were looked at. */
  readonly events: number;
  /** Where to go on, in epoch seconds; undefined at the end of the span. */
  readonly next: number | undefined;
}

export interface AuditStore {
  /** How many events were lost: more waited than can be kept, or the database did not take them. */
  readonly dropped: number;

  /** Never waits, never throws. Committed together with the other writes of the moment, and sealed. */
  record(event: AuditEvent, at: number): void;

  /** Resolves once what was recorded is in the database, or dropped. */
  settled(): Promise<void>;

  /**
   * Whether the trail is as it was sealed, from the oldest on: 5,000 events a call, and as many more as belong to the
   * last second. A span should end where every node has written what it noted. What was cut off behind the newest seal
   * is seen by the node that wrote it, while it runs.
   */
  verify(pool: PoolId, span: VerifiedSpan): Promise<AuditVerification>;

  /** Looks at no more than 5,000 events, so that a filter which matches little holds nobody up. */
  list(pool: PoolId, query: AuditQuery): Promise<AuditPage>;

  /** The first 200 events of a span that belong together, the oldest first. Looks at the first 100,000 events of it. */
  follow(pool: PoolId, thread: AuditThread, span: AuditSpan): Promise<readonly RecordedEvent[]>;

  /** Of the day that ends at that time, the oldest hour first. Looks at the newest 100,000 events of it. */
  countByHour(pool: PoolId, at: number): Promise<readonly AuditCount[]>;

  /** Forgets what happened at that time or before, in small commits; how many events that were. */
  forget(pool: PoolId, until: number): Promise<number>;
}

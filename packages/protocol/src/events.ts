/** What happened, for the audit trail: every decision with its reason, never with a secret. */
import type { PoolId } from '@symbolon/foundation';

export interface AuditEvent {
  readonly pool: PoolId;
  /** Noun and past participle: `code.redeemed`, `refresh_token.reused`, `client.refused`. */
  readonly type: string;
  /** Whether the act was done or refused. */
  readonly outcome: 'done' | 'refused';
  readonly correlationId: string;
  readonly remoteAddress: string;
  readonly clientId?: string | undefined;
  readonly userId?: string | undefined;
  readonly authorizationId?: string | undefined;
  readonly sid?: string | undefined;
  /** The administrator, or the machine, that did it to somebody or something else. */
  readonly actorId?: string | undefined;
  /** Why, for whoever runs the server: may say what the public description must not. No secret, ever. */
  readonly reason?: string | undefined;
  readonly details?: EventDetails | undefined;
}

/**
 * What was asked and what was decided, by stable names; what is as by default is left out. Never a code, a token, a
 * secret, an assertion, a verifier, a state, a nonce or a hint.
 */
export type EventDetails = Readonly<Record<string, string>>;

/** What an event says of an authorization. */
export type AboutAuthorization = Pick<AuditEvent, 'authorizationId' | 'userId' | 'sid' | 'details'>;

/** Takes note of an event; never fails, never waits. */
export type AuditTrail = (event: AuditEvent) => void;

/** Refusals that name their rule — RFC 6749 §4.1.2.1, §5.2. */
import type { AboutAuthorization } from './events.ts';
import { type ErrorCode, type RuleId, rules, statusOfRule } from './rules.ts';

/**
 * A refusal. The description is public: it names the parameter and what would be right, never what was received.
 * The reason is for the audit trail alone.
 */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly rule: RuleId;
  readonly reason: string | undefined;
  /** Seconds after which it is worth trying again. */
  readonly retryAfter: number | undefined;
  /** For the audit trail alone. */
  about: Pick<AboutAuthorization, 'authorizationId' | 'sid' | 'details'> = {};

  constructor(
    rule: RuleId,
    description: string,
    options: { readonly reason?: string; readonly cause?: unknown; readonly retryAfter?: number } = {},
  ) {
    super(description, { cause: options.cause });
    this.rule = rule;
    this.reason = options.reason;
    this.retryAfter = options.retryAfter;
  }

  /** Adds what was known when it was thrown. */
  noting(about: OAuthError['about']): this {
    this.about = { ...this.about, ...about, details: { ...this.about.details, ...about.details } };
    return this;
  }

  get code(): ErrorCode {
    return rules[this.rule].error;
  }

  get status(): number {
    return statusOfRule(this.rule);
  }
}

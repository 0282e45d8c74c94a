/** Refusals of the admin API — RFC 9457. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { OAuthError, type RuleId, rules } from '@symbolon/protocol';

export interface MemberProblem {
  /** `redirect_uris[0]`; empty for the object as a whole. */
  readonly member: string;
  readonly message: string;
}

/** An object, or a query, that cannot be taken as it was sent. */
export class InvalidMembers extends OAuthError {
  readonly errors: readonly MemberProblem[];

  constructor(rule: 'admin-members' | 'admin-query', errors: readonly MemberProblem[]) {
    const [first] = errors;
    super(rule, `${first?.member || 'The body'} ${first?.message ?? 'cannot be taken'}.`);
    this.errors = errors;
  }
}

export const notFound = (what: string): OAuthError =>
  new OAuthError('admin-not-found', `There is no such ${what} here.`);

export const managedByFile = (what: string): OAuthError =>
  new OAuthError(
    'admin-managed',
    `The configuration file declares this ${what}: change it there and restart the server, or take it out of the file first.`,
  );

export const stale = (): OAuthError =>
  new OAuthError('admin-precondition', 'It was changed meanwhile: read it again, and change what you find.');

export const lastOwner = (): OAuthError =>
  new OAuthError('admin-last-owner', 'This is the last owner who can sign in: make another one first.');

export function problem(
  { correlationId }: HttpRequest,
  error: OAuthError,
  errorUri: (rule: RuleId) => string,
): HttpResponse {
  const { rule, status, message: detail, retryAfter } = error;
  const body = {
    type: errorUri(rule),
    title: rules[rule].title,
    // The door answers what it cannot read with a status of its own.
    ...(rule !== 'request-media-type' && { status }),
    detail,
    correlation_id: correlationId,
    ...(error instanceof InvalidMembers && { errors: error.errors }),
  };
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 && { 'www-authenticate': challenge(rule) }),
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    },
    body: JSON.stringify(body),
  };
}

const challenge = (rule: RuleId): string =>
  rule === 'bearer-missing' ? 'Bearer' : 'Bearer error="invalid_token"';

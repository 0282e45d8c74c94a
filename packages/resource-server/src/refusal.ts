/** Refusals and their challenges — RFC 6750 §3, RFC 9449 §7.1, RFC 9728 §5.1. */
import type { Scheme } from './credentials.ts';
import type { Settings } from './options.ts';
import { metadataUrlOf } from './resource-metadata.ts';

export type RefusalError =
  | 'missing_token'
  | 'invalid_request'
  | 'invalid_token'
  | 'invalid_dpop_proof'
  | 'insufficient_scope'
  | 'temporarily_unavailable';

export interface Refusal {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 403 | 503;
  /** `missing_token` and `temporarily_unavailable` stand in the body alone: no challenge names them. */
  readonly error: RefusalError;
  /** For the developer of the caller; holds nothing of the token. */
  readonly description: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: RefusalError; readonly error_description: string };
}

export interface Reason {
  readonly error: RefusalError;
  readonly description: string;
  /** How the token came; default: `Bearer`. */
  readonly scheme?: Scheme;
  /** What would have been enough. */
  readonly scope?: readonly string[];
}

const statuses = {
  missing_token: 401,
  invalid_request: 400,
  invalid_token: 401,
  invalid_dpop_proof: 401,
  insufficient_scope: 403,
  temporarily_unavailable: 503,
} as const;

/** Seconds. */
const retryAfter = 5;

export function refuse(reason: Reason, settings: Settings): Refusal {
  const { error, description } = reason;
  const headers =
    error === 'temporarily_unavailable'
      ? { 'retry-after': String(retryAfter) }
      : { 'www-authenticate': challengesOf(reason, settings) };
  return {
    kind: 'refused',
    status: statuses[error],
    error,
    description,
    headers: { ...headers, 'cache-control': 'no-store' },
    body: { error, error_description: description },
  };
}

/** One for each scheme that is taken; what was wrong stands with the scheme that was used. */
function challengesOf({ error, description, scheme, scope }: Reason, settings: Settings): string {
  const about = {
    ...(error !== 'missing_token' && { error, error_description: description }),
    ...(scope && scope.length > 0 && { scope: scope.join(' ') }),
  };
  const resource = settings.resource && { resource_metadata: metadataUrlOf(settings.resource) };
  const algs = { algs: settings.algorithms.join(' ') };
  const used = scheme ?? (settings.dpop === 'required' ? 'DPoP' : 'Bearer');
  return [
    ...(settings.dpop === 'required' ? [] : [challenge('Bearer', used === 'Bearer' && about, resource)]),
    ...(settings.dpop === 'off' ? [] : [challenge('DPoP', used === 'DPoP' && about, resource, algs)]),
  ].join(', ');
}

function challenge(scheme: Scheme, ...parts: readonly (object | false | '' | undefined)[]): string {
  const members = parts.flatMap(part => Object.entries(part || {}));
  return [scheme, members.map(([name, value]) => `${name}=${quote(value)}`).join(', ')].join(' ').trim();
}

/** A quoted string of visible ASCII without quotes and backslashes — RFC 6750 §3, RFC 9110 §5.6.4. */
const quote = (text: string): string => `"${text.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "'")}"`;

/** What holds after every request, whatever it was: nothing breaks, leaks, strays or goes unrecorded. */
import { type PoolId, readPoolId } from '@symbolon/foundation';
import type { AuditEvent } from '@symbolon/protocol';
import { expect } from 'vitest';
import type { World } from '../testkit/world.ts';
import { registered } from './clients.ts';

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** The IANA OAuth Extensions Error registry, as far as these endpoints may use it, and RFC 6749 §5.2. */
const registeredErrors = new Set([
  'invalid_request',
  'invalid_client',
  'invalid_redirect_uri',
  'invalid_client_metadata',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'access_denied',
  'unsupported_response_type',
  'unsupported_response_mode',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
  'request_not_supported',
  'request_uri_not_supported',
  'registration_not_supported',
  'invalid_target',
  'invalid_dpop_proof',
  'invalid_request_object',
  'invalid_request_uri',
  'invalid_token',
  'insufficient_scope',
]);

const descriptionForm = /^[\x20\x21\x23-\x5b\x5d-\x7e]+$/;
const innards =
  /\n\s+at .+:\d+:\d+|node_modules|\/packages\/|\.ts:\d|SQLITE|SELECT |UPDATE |symbolon-\w{6}\//;
/** Refused before anything was decided: the message itself could not be read. */
const unreadable = /\/errors\/(?:parameter-encoding|request-media-type)\b/;

const mostRecent = 200;

export interface Watch {
  /** Adds what must not be found in a log line or in the audit trail, by this request and those after it. */
  secret(...values: readonly (string | null | undefined)[]): void;
  lastingSecret(...values: readonly string[]): void;
  /** Whether answers of 5xx are expected for now. */
  serverErrorsExpected: boolean;
  check(exchange: Exchange): void;
}

/** `recorded`: what went to the audit trail, as it happens. */
export function createWatch(world: World, recorded: readonly AuditEvent[]): Watch {
  /** As they are, and as JSON would write them. The latest are looked for, and those that last. */
  const lasting = new Set<string>();
  const latest: string[] = [];
  let read = 0;
  let judged = 0;

  const leaked = (text: string) => [...lasting, ...latest].filter(secret => text.includes(secret));
  const spellings = (secret: string) => new Set([secret, JSON.stringify(secret).slice(1, -1)]);
  const isSecret = (value: string | null | undefined): value is string =>
    typeof value === 'string' && value.length >= 12;

  function checkLog(): void {
    const lines = world.log.slice(read);
    read = world.log.length;
    for (const line of lines) expect(leaked(line), `a secret in the log: ${line}`).toEqual([]);
  }

  function checkAudit(exchange: Exchange): void {
    if (!isDenial(exchange)) return;
    const id = exchange.headers.get('x-correlation-id');
    const refusals = recorded.filter(event => event.correlationId === id && event.outcome === 'refused');
    const what = `no audit event for ${exchange.method} ${exchange.path}: ${exchange.status}`;
    expect(refusals.length, what).toBeGreaterThan(0);
    for (const { reason } of refusals) expect(reason, 'a refusal has a reason').toMatch(/\w/);
  }

  function checkTrail(): void {
    const events = recorded.slice(judged);
    judged = recorded.length;
    for (const event of events)
      expect(leaked(JSON.stringify(event)), `a secret in the audit trail: ${event.type}`).toEqual([]);
  }

  return {
    serverErrorsExpected: false,
    secret(...values) {
      for (const value of values) if (isSecret(value)) latest.push(...spellings(value));
      latest.splice(0, latest.length - mostRecent);
    },
    lastingSecret(...values) {
      for (const value of values) for (const spelling of spellings(value)) lasting.add(spelling);
    },
    check(exchange) {
      if (!this.serverErrorsExpected) {
        expect(
          exchange.status,
          `${exchange.method} ${exchange.path}: ${exchange.body.slice(0, 300)}`,
        ).toBeLessThan(500);
        checkAudit(exchange);
      }
      checkLog();
      checkTrail();
      checkCaching(exchange);
      checkTargets(exchange, world.origin);
      checkBody(exchange);
    },
  };
}

/** The pool of an authorization or event; the name is its id. */
export function poolOf(name: string): PoolId {
  const pool = readPoolId(name);
  if (pool === undefined) throw new Error(`${name} is no pool`);
  return pool;
}

/** A decision against the one who asked: an error by name, or a page that forbids. */
function isDenial({ status, headers, body }: Exchange): boolean {
  if (unreadable.test(body) || status === 503) return false;
  if (/[?&#]error=/.test(headers.get('location') ?? '')) return true;
  if (status === 403) return true;
  return status >= 400 && (/^\{"error":/.test(body) || /<code>[a-z_]+<\/code>/.test(body));
}

function checkCaching({ path, status, headers }: Exchange): void {
  const isPublished = path.includes('/.well-known/') || path.endsWith('/session/check');
  if (isPublished && (status === 200 || status === 204 || status === 304)) return;
  if (status === 204) return;
  if (!headers.has('x-correlation-id')) return;
  expect(headers.get('cache-control'), `${path} may be cached`).toContain('no-store');
}

/** No way to an address that nobody registered. */
function checkTargets({ headers, body, path }: Exchange, origin: string): void {
  const isHtml = headers.get('content-type')?.startsWith('text/html') ?? false;
  const links = isHtml
    ? [...body.matchAll(/\b(?:href|action|src|formaction)="([^"]*)"/g)].map(([, target = '']) => target)
    : [];
  for (const target of [headers.get('location'), ...links]) {
    if (target === null || isOurs(target, origin)) continue;
    const known = registered.some(
      uri =>
        target === uri ||
        target.startsWith(`${uri}?`) ||
        target.startsWith(`${uri}#`) ||
        target.startsWith(`${uri}&`),
    );
    const loopback = /^http:\/\/127\.0\.0\.1(?::\d+)?\/cb[?#]/.test(target);
    expect(known || loopback, `${path} leads to ${target}`).toBe(true);
  }
  expect(body).not.toMatch(/http-equiv="?refresh/i);
}

const isOurs = (target: string, origin: string): boolean =>
  /^\/(?![/\\])/.test(target) ||
  target === origin ||
  target.startsWith(`${origin}/`) ||
  target.startsWith('data:image/');

function checkBody({ headers, body, path }: Exchange): void {
  expect(body, `${path} shows its innards`).not.toMatch(innards);
  if (!headers.get('content-type')?.startsWith('application/json') || !body.startsWith('{"error"')) return;
  const { error, error_description } = JSON.parse(body) as Record<string, unknown>;
  expect(registeredErrors, `${String(error)} is not registered`).toContain(error);
  expect(error_description).toMatch(descriptionForm);
  expect(body.length).toBeLessThanOrEqual(4096);
}

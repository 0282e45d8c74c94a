/** The log: JSON lines of known fields, so that a header, a form or a query cannot get in. */
import { type DestinationStream, destination, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from '../config/configuration.ts';

/** All that a line may say beside its message. */
export interface LogFields {
  readonly event?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly pool?: string | undefined;
  readonly clientId?: string | undefined;
  readonly userId?: string | undefined;
  readonly authorizationId?: string | undefined;
  readonly sid?: string | undefined;
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly method?: string | undefined;
  /** Written without its query. */
  readonly path?: string | undefined;
  readonly status?: number | undefined;
  /** Milliseconds. */
  readonly duration?: number | undefined;
  readonly remoteAddress?: string | undefined;
  readonly address?: string | undefined;
  readonly folder?: string | undefined;
  readonly version?: string | undefined;
  readonly count?: number | undefined;
  /** Whatever was thrown: its name, message and the first lines of its stack are written. */
  readonly error?: unknown;
}

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  fatal(message: string, fields?: LogFields): void;
  /** Writes what is still in memory, before the process ends. */
  flush(): void;
}

const known = {
  event: true,
  correlationId: true,
  pool: true,
  clientId: true,
  userId: true,
  authorizationId: true,
  sid: true,
  outcome: true,
  reason: true,
  method: true,
  path: true,
  status: true,
  duration: true,
  remoteAddress: true,
  address: true,
  folder: true,
  version: true,
  count: true,
} as const satisfies Record<Exclude<keyof LogFields, 'error'>, true>;
const names = Object.keys(known);

// A second net, should a field that carries an object ever be added.
const neverWritten = ['authorization', 'cookie', 'set-cookie', 'password', 'client_secret', 'token', 'code'];

const longest = 500;

export function createLog(level: LogLevel, output?: DestinationStream): Log {
  const standardOutput = output === undefined ? destination({ dest: 1, sync: false }) : undefined;
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: neverWritten.flatMap(name => [`["${name}"]`, `*["${name}"]`]), censor: '[redacted]' },
  };
  const logger = pino(options, output ?? standardOutput);
  // Asked first: most lines are below the level, and cleaning their fields costs more than the rest of a small request.
  const write = (at: Exclude<LogLevel, 'silent'>, message: string, fields: LogFields | undefined) => {
    if (logger.isLevelEnabled(at)) logger[at](pick(fields), clean(message));
  };
  return {
    debug: (message, fields) => write('debug', message, fields),
    info: (message, fields) => write('info', message, fields),
    warn: (message, fields) => write('warn', message, fields),
    error: (message, fields) => write('error', message, fields),
    fatal: (message, fields) => write('fatal', message, fields),
    flush: () => standardOutput?.flushSync(),
  };
}

function pick(fields: LogFields | undefined): Record<string, string | number> {
  const picked: Record<string, string | number> = {};
  for (const name of fields === undefined ? [] : names) {
    const value: unknown = Reflect.get(fields ?? {}, name);
    if (typeof value === 'number') picked[name] = value;
    if (typeof value === 'string') picked[name] = clean(name === 'path' ? withoutQuery(value) : value);
  }
  return fields?.error === undefined ? picked : { ...picked, error: describeError(fields.error) };
}

const withoutQuery = (path: string) => path.replace(/[?#].*$/s, '');

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return clean(typeof error === 'string' ? error : `thrown: ${typeof error}`);
  const frames = (error.stack ?? '').split('\n').filter(line => line.startsWith('    at '));
  const where = frames.slice(0, 3).map(line => line.trim());
  return clean([`${error.name}: ${clean(error.message)}`, ...where].join(' '));
}

/** One line of plain characters: no line breaks, terminal sequences or turned writing direction, and an end. */
function clean(text: string): string {
  const visible = text
    .slice(0, longest + 1)
    .replaceAll(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, character => {
      const code = character.codePointAt(0) ?? 0;
      return `\\u${code.toString(16).padStart(4, '0')}`;
    });
  return visible.length > longest ? `${visible.slice(0, longest)}…` : visible;
}

/** One request and its JSON answer: bounded in time and size, no redirect followed, every failure an error of ours. */
import { AuthenticationError, RefusedError, UnavailableError } from './errors.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Transport {
  readonly fetch: typeof fetch;
  /** Milliseconds for a request, its body included. */
  readonly timeout: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const mostBytes = 1_048_576;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body as an object; undefined where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export async function send(transport: Transport, url: string, init: RequestInit): Promise<Answer> {
  const signal = AbortSignal.timeout(transport.timeout);
  const where = withoutQuery(url);
  try {
    const response = await transport.fetch(url, { ...init, redirect: 'manual', signal });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      throw new AuthenticationError(
        'unexpected_response',
        `${where} answered with a redirect, which is not followed.`,
      );
    return { status: response.status, headers: response.headers, text: await readText(response, where) };
  } catch (cause) {
    if (cause instanceof AuthenticationError) throw cause;
    if (signal.aborted)
      throw new AuthenticationError(
        'timeout',
        `${where} did not answer within ${transport.timeout} ms.`,
        cause,
      );
    throw new AuthenticationError('network', `${where} could not be reached.`, cause);
  }
}

/** The JSON object of a successful answer; throws for any other. */
export function successOf(answer: Answer, url: string): Json {
  const where = withoutQuery(url);
  const json = parseJson(answer.text);
  if (answer.status < 400) {
    if (json !== undefined) return json;
    throw new AuthenticationError(
      'unexpected_response',
      `${where} answered ${answer.status} without a JSON object.`,
    );
  }
  const refusal = refusalOf(answer, json);
  // Not a no, whatever its body says: who takes it for one signs everybody out.
  if (answer.status >= 500 || answer.status === 429)
    throw new UnavailableError(
      `${where} answered ${answer.status}${refusal === undefined ? '' : ` (${refusal.message})`}: try again later.`,
      answer.status,
      retryAfterOf(answer.headers),
    );
  throw refusal ?? new AuthenticationError('unexpected_response', `${where} answered ${answer.status}.`);
}

/** In seconds; dates are left alone — RFC 9110 §10.2.3. */
function retryAfterOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after') ?? '';
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

function refusalOf({ status, headers }: Answer, json: Json | undefined): RefusedError | undefined {
  const challenge = challengeOf(headers);
  const error = textOf(json?.['error']) ?? challenge.get('error');
  if (error === undefined) return undefined;
  return new RefusedError({
    error,
    errorDescription: textOf(json?.['error_description']) ?? challenge.get('error_description'),
    errorUri: textOf(json?.['error_uri']) ?? challenge.get('error_uri'),
    status,
  });
}

/** The quoted parameters of a challenge — RFC 6750 §3. */
function challengeOf(headers: Headers): Map<string, string> {
  const value = headers.get('www-authenticate') ?? '';
  return new Map(
    [...value.matchAll(/([a-z_]+)="([^"\\]*)"/g)].map(([, name = '', text = '']) => [name, text]),
  );
}

async function readText(response: Response, where: string): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > mostBytes) {
      await reader.cancel();
      throw new AuthenticationError('unexpected_response', `${where} answered with more than a mebibyte.`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A query may hold a token. */
const withoutQuery = (url: string): string => url.split('?', 1)[0] ?? url;

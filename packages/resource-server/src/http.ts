/** One request to the issuer and its JSON answer: bounded in time and size, no redirect followed. */
import { ResourceServerError } from './errors.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Transport {
  readonly fetch: typeof fetch;
  /** Milliseconds for a request, its body included. */
  readonly timeout: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

const mostBytes = 1_048_576;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export async function send(transport: Transport, url: string, init: RequestInit): Promise<Answer> {
  const signal = AbortSignal.timeout(transport.timeout);
  try {
    const response = await transport.fetch(url, { ...init, redirect: 'manual', signal });
    return { status: response.status, text: await readText(response, url) };
  } catch (cause) {
    if (cause instanceof ResourceServerError) throw cause;
    const what = signal.aborted ? `did not answer within ${transport.timeout} ms` : 'could not be reached';
    throw new ResourceServerError('unavailable', `${url} ${what}.`, cause);
  }
}

/** The JSON object of an answer 200; throws for any other. */
export function successOf({ status, text }: Answer, url: string): Json {
  const json = status === 200 ? parseJson(text) : undefined;
  if (json !== undefined) return json;
  throw new ResourceServerError('unavailable', `${url} answered ${status}, not 200 with a JSON object.`);
}

function parseJson(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function readText(response: Response, url: string): Promise<string> {
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
      throw new ResourceServerError('unavailable', `${url} answered with more than a mebibyte.`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

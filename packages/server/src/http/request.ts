/** From `node:http` to a plain message: limits first, then the body, then the parameters. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type HttpRequest, MalformedInput, Parameters } from '@symbolon/foundation';
import { readCookie } from './cookies.ts';

/** The request cannot be read; `status` says how it is answered. */
export class UnreadableRequest extends Error {
  override readonly name = 'UnreadableRequest';
  readonly status: 400 | 413 | 415 | 421;

  constructor(status: UnreadableRequest['status'], message: string) {
    super(message);
    this.status = status;
  }
}

const defaultLongestBody = 64 * 1024;
const methodsWithBody: ReadonlySet<string | undefined> = new Set(['POST', 'PUT', 'PATCH']);
const formType = 'application/x-www-form-urlencoded';
const jsonType = 'application/json';
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export interface Envelope {
  readonly remoteAddress: string;
  readonly correlationId: string;
}

/** The path as it is looked up: without the query, repeated slashes as one (some SDKs write `//oidc/auth`). */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  return path.includes('//') ? path.replace(/\/{2,}/g, '/') : path;
}

/** What a message carries beside its head. */
interface Content {
  readonly query: Parameters;
  readonly form: Parameters;
  readonly text?: string | undefined;
}

const noContent: Content = { query: Parameters.none, form: Parameters.none };

/** A message of `node:http`. One object with methods on its class: the hot path makes two of them for every request. */
export class ReceivedRequest implements HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Parameters;
  readonly form: Parameters;
  readonly text: string | undefined;
  readonly mediaType: string | undefined;
  readonly remoteAddress: string;
  readonly correlationId: string;
  readonly #headers: IncomingHttpHeaders;

  /** Without content it is enough to answer a request that cannot be read further. */
  constructor(incoming: IncomingMessage, envelope: Envelope, content: Content = noContent) {
    const { headers } = incoming;
    this.method = incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? '');
    this.path = pathOf(incoming.url ?? '');
    this.query = content.query;
    this.form = content.form;
    this.text = content.text;
    this.mediaType = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
    this.remoteAddress = envelope.remoteAddress;
    this.correlationId = envelope.correlationId;
    this.#headers = headers;
  }

  header(name: string): string | undefined {
    const value = Object.hasOwn(this.#headers, name) ? this.#headers[name] : undefined;
    return Array.isArray(value) ? value.join(', ') : value;
  }

  cookie(name: string): string | undefined {
    return readCookie(this.#headers.cookie, name);
  }
}

/** Reads the whole message; throws `UnreadableRequest` or `MalformedInput`. */
export async function readRequest(
  incoming: IncomingMessage,
  bare: ReceivedRequest,
  longestBody = defaultLongestBody,
): Promise<HttpRequest> {
  // Node joins or drops what is sent twice; here that would let one request mean two things.
  if (timesSent(incoming, 'authorization') > 1)
    throw new UnreadableRequest(400, 'The Authorization header was sent more than once.');
  const url = incoming.url ?? '';
  const start = url.indexOf('?');
  const query = start === -1 ? Parameters.none : Parameters.parse(url.slice(start + 1));
  if (!methodsWithBody.has(incoming.method))
    return start === -1 ? bare : new ReceivedRequest(incoming, bare, { query, form: Parameters.none });
  const body = await readBody(incoming, longestBody);
  return new ReceivedRequest(incoming, bare, {
    query,
    text: bare.mediaType === jsonType ? decode(body) : undefined,
    form: bare.mediaType === formType ? Parameters.parse(decode(body)) : Parameters.none,
  });
}

/** How often a header came, by its lower-case name. Not by `headersDistinct`, which copies all of them to count one. */
export function timesSent({ rawHeaders }: IncomingMessage, name: string): number {
  let times = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const sent = rawHeaders[index];
    if (sent?.length === name.length && sent.toLowerCase() === name) times++;
  }
  return times;
}

/** Whether more is to come than most routes would read, or nobody knows how much. */
export const hasLongBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > defaultLongestBody;

function readBody(incoming: IncomingMessage, longest: number): Promise<Buffer> {
  const tooLarge = () => new UnreadableRequest(413, `The body is larger than ${longest / 1024} KiB.`);
  if (incoming.headers['content-encoding'] !== undefined)
    throw new UnreadableRequest(415, 'Send the body without Content-Encoding.');
  if (Number(incoming.headers['content-length'] ?? 0) > longest) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > longest) {
        incoming.pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    // Every request is closed in the end; an error with its stack is made only for one that was cut off.
    const endedEarly = () => reject(new UnreadableRequest(400, 'The body ended early.'));
    incoming.on('error', endedEarly);
    incoming.on('close', () => {
      if (!incoming.readableEnded) endedEarly();
    });
  });
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new MalformedInput('the body is not UTF-8');
  }
}

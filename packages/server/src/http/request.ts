/** From `node:http` to a plain message: limits first, then the body, then the parameters. */
import type { IncomingMessage } from 'node:http';
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

/** A message without parameters: enough to answer a request that cannot be read further. */
export function bareRequest(incoming: IncomingMessage, envelope: Envelope): HttpRequest {
  const { headers } = incoming;
  return {
    method: incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? ''),
    path: pathOf(incoming.url ?? ''),
    query: Parameters.none,
    form: Parameters.none,
    mediaType: headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase(),
    header: name => {
      const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
      return Array.isArray(value) ? value.join(', ') : value;
    },
    cookie: name => readCookie(headers.cookie, name),
    ...envelope,
  };
}

/** Reads the whole message; throws `UnreadableRequest` or `MalformedInput`. */
export async function readRequest(
  incoming: IncomingMessage,
  bare: HttpRequest,
  longestBody = defaultLongestBody,
): Promise<HttpRequest> {
  refuseRepeatedHeaders(incoming);
  const url = incoming.url ?? '';
  const start = url.indexOf('?');
  const query = start === -1 ? Parameters.none : Parameters.parse(url.slice(start + 1));
  if (!methodsWithBody.has(incoming.method)) return { ...bare, query };
  const body = await readBody(incoming, longestBody);
  return {
    ...bare,
    query,
    text: bare.mediaType === jsonType ? decode(body) : undefined,
    form: bare.mediaType === formType ? Parameters.parse(decode(body)) : Parameters.none,
  };
}

/** Node joins or drops what is sent twice; for these two that would let one request mean two things. */
function refuseRepeatedHeaders(incoming: IncomingMessage): void {
  if (incoming.headers.authorization === undefined) return;
  if ((incoming.headersDistinct['authorization']?.length ?? 0) > 1) {
    throw new UnreadableRequest(400, 'The Authorization header was sent more than once.');
  }
}

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
    incoming.on('error', reject);
    incoming.on('close', () => reject(new UnreadableRequest(400, 'The body ended early.')));
  });
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new MalformedInput('the body is not UTF-8');
  }
}

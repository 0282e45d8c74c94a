/** HTTP by hand: bytes as they are, for messages that no client would send. */
import { connect } from 'node:net';
import type { World } from '../testkit/world.ts';
import type { Exchange } from './invariants.ts';

export interface RawAnswer {
  /** Every response on the connection. */
  readonly responses: readonly Exchange[];
  /** Whether the server ended the connection by itself. */
  readonly closed: boolean;
}

/** Sends the bytes on a fresh connection, and reads until the server closes it or `expected` responses have come. */
export function sendRaw(world: World, bytes: string | Buffer, expected = 1): Promise<RawAnswer> {
  const { hostname, port } = new URL(world.address);
  const path = bytes.toString('latin1').split(' ', 2)[1] ?? '';
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = Buffer.alloc(0);
    const finish = (closed: boolean) => {
      socket.destroy();
      resolve({ responses: parseResponses(received, path), closed });
    };
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', chunk => {
      received = Buffer.concat([received, chunk]);
      const responses = parseResponses(received, path);
      const last = responses.at(-1);
      // One that says it will close is waited for.
      if (responses.length >= expected && last?.headers.get('connection') !== 'close') finish(false);
    });
    socket.on('end', () => finish(true));
    socket.on('error', error => {
      // A server that has said its word may reset a connection which is still being written to.
      if (received.length > 0 || 'code' in error) finish(true);
      else reject(error);
    });
  });
}

/** A request line and headers, with the right `Host` unless told otherwise. */
export function message(world: World, line: string, headers: readonly string[] = [], body = ''): string {
  const host = headers.some(header => /^host/i.test(header)) ? [] : [`Host: ${new URL(world.origin).host}`];
  return `${line} HTTP/1.1\r\n${[...host, ...headers].join('\r\n')}\r\n\r\n${body}`;
}

function parseResponses(received: Buffer, path: string): Exchange[] {
  const found: Exchange[] = [];
  let rest = received.toString('latin1');
  while (rest.startsWith('HTTP/1.1 ')) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) break;
    const [statusLine = '', ...lines] = rest.slice(0, end).split('\r\n');
    const headers = new Headers(
      lines.map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      }),
    );
    const length = Number(headers.get('content-length') ?? 0);
    const status = Number(statusLine.split(' ')[1]);
    const body = Buffer.from(rest.slice(end + 4, end + 4 + length), 'latin1');
    found.push({ method: 'RAW', path, status, headers, body: body.toString('utf8') });
    rest = rest.slice(end + 4 + length);
  }
  return found;
}

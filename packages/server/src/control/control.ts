/** Commands to a running server: HTTP over a socket that only its own user can reach. */
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { createServer } from '../http/node-http.ts';
import type { Log } from '../observability/log.ts';
import type { Desk, ErrandAnswer } from './desk.ts';

/** Opens the socket, for a server that is alone in its folder; never rejects. Gives the function that closes it. */
export async function openControl(address: string | undefined, operate: Desk, log: Log): Promise<() => void> {
  if (address === undefined) return () => {};
  const control = createServer((request, response) => {
    takeErrand(request, operate).then(
      ({ status, body }) => void response.writeHead(status).end(body),
      (error: unknown) => {
        log.error('a command failed', { error });
        response.writeHead(500).end();
      },
    );
  }).unref();
  try {
    // A folder belongs to one server: what lies there was left by a process that was killed.
    mkdirSync(dirname(address), { recursive: true, mode: 0o700 });
    rmSync(address, { force: true });
    await new Promise<void>((resolve, reject) => {
      control.once('error', reject).listen(address, resolve);
    });
    chmodSync(address, 0o600);
    control.on('error', error => log.warn('a command could not be taken', { error }));
  } catch (error) {
    log.warn('commands cannot reach this server', { error });
  }
  return () => {
    control.close();
    control.closeAllConnections();
  };
}

async function takeErrand(request: IncomingMessage, operate: Desk): Promise<ErrandAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { method = '', url = '', headers } = request;
  const body = chunks.length === 0 ? undefined : Buffer.concat(chunks).toString('utf8');
  return operate({ method, path: url, body, etag: headers['if-match'] });
}

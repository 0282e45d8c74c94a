/** Commands to a running server: HTTP over a socket that only its own user can reach. */
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import type { KeyReport } from '../keys/key-report.ts';
import type { Log } from '../observability/log.ts';
import type { Desk, ErrandAnswer } from './desk.ts';

export interface Controlled {
  readonly operate: Desk;
  rotateKeys(): Promise<void>;
  signingKeys(): readonly KeyReport[];
}

/** Opens the socket, for a server that is alone in its folder; never rejects. Gives the function that closes it. */
export async function openControl(
  address: string | undefined,
  server: Controlled,
  log: Log,
): Promise<() => void> {
  if (address === undefined) return () => {};
  const acts: Readonly<Record<string, () => Promise<void>>> = {
    'GET /keys/list': async () => {},
    'POST /keys/rotate': async () => {
      await server.rotateKeys();
      log.info('signing keys were announced by command');
    },
  };
  const control = createServer((request, response) => {
    if (request.url?.startsWith('/admin/v1/')) {
      takeErrand(request, server.operate).then(
        ({ status, body }) => void response.writeHead(status).end(body),
        (error: unknown) => {
          log.error('a command failed', { error });
          answer(response, 500, {});
        },
      );
      return;
    }
    const line = `${request.method} ${request.url}`;
    const act = Object.hasOwn(acts, line) ? acts[line] : undefined;
    if (!act) return answer(response, 404, {});
    act().then(
      () => answer(response, 200, server.signingKeys()),
      (error: unknown) => {
        log.error('a command failed', { error });
        answer(response, 500, {});
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

const answer = (response: ServerResponse, status: number, body: object) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** A relying party that waits for what a server sends it: logout tokens, posted as forms. */
import { createServer } from 'node:http';
import { closeGracefully, listen } from '../../packages/server/src/index.ts';

export interface Posted {
  readonly path: string;
  readonly mediaType: string | undefined;
  readonly form: URLSearchParams;
}

export interface Receiver {
  /** Without a slash at the end. */
  readonly url: string;
  readonly posted: readonly Posted[];
  /** The status of every answer from now on; `silence` answers nothing. */
  answerWith(status: number | 'silence'): void;
  /** Forgets what was posted, and answers 200. */
  begin(): void;
  /** Resolves once so many were posted in all. */
  arrival(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const posted: Posted[] = [];
  let status: number | 'silence' = 200;
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    posted.push({ path: request.url ?? '', mediaType: request.headers['content-type'], form });
    if (status !== 'silence') response.writeHead(status, { 'cache-control': 'no-store' }).end();
    for (const { count, resolve } of waiting) if (posted.length >= count) resolve();
    waiting = waiting.filter(({ count }) => posted.length < count);
  });
  await listen(server, { host: '127.0.0.1', port: 0 });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    posted,
    answerWith(next) {
      status = next;
    },
    begin() {
      posted.length = 0;
      status = 200;
    },
    arrival: count =>
      new Promise(resolve => (posted.length >= count ? resolve() : waiting.push({ count, resolve }))),
    async close() {
      server.closeAllConnections();
      await closeGracefully(server);
    },
  };
}

/** Brings an errand to the server that runs on a database. */
import type { IncomingMessage } from 'node:http';
import { request } from '../http/node-http.ts';
import type { Errand, ErrandAnswer } from './desk.ts';

/** Undefined where no server takes commands there; rejects where one breaks off. */
export function bringErrand(
  socketPath: string | undefined,
  { method, path, body, etag }: Errand,
): Promise<ErrandAnswer | undefined> {
  if (socketPath === undefined) return Promise.resolve(undefined);
  const headers = { ...(etag !== undefined && { 'if-match': etag }) };
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path, headers }, incoming => {
      readAnswer(incoming).then(resolve, reject);
    });
    outgoing.on('error', (error: Error & { readonly code?: string }) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else reject(error);
    });
    outgoing.end(body);
  });
}

async function readAnswer(incoming: IncomingMessage): Promise<ErrandAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return { status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') };
}

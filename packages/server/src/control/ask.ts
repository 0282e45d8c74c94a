/** Gives a command to the server that runs on a database. */
import { type IncomingMessage, request } from 'node:http';
import { type KeyAct, type KeyReport, keyReport } from '../keys/key-report.ts';

export type ControlAnswer =
  | { readonly kind: 'answered'; readonly keys: readonly KeyReport[] }
  /** It runs, and did not do it. */
  | { readonly kind: 'failed' }
  /** No server takes commands there. */
  | { readonly kind: 'nobody' };

const methods: Readonly<Record<KeyAct, string>> = { list: 'GET', rotate: 'POST' };

export async function askRunningServer(socketPath: string | undefined, act: KeyAct): Promise<ControlAnswer> {
  if (socketPath === undefined) return { kind: 'nobody' };
  return new Promise(resolve => {
    const ask = { socketPath, method: methods[act], path: `/keys/${act}` };
    const outgoing = request(ask, incoming => {
      readAnswer(incoming).then(resolve, () => resolve({ kind: 'failed' }));
    });
    outgoing.on('error', (error: Error & { readonly code?: string }) => {
      const isNobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
      resolve({ kind: isNobody ? 'nobody' : 'failed' });
    });
    outgoing.end();
  });
}

/** Rejects where the answer breaks off. */
async function readAnswer(incoming: IncomingMessage): Promise<ControlAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  if (incoming.statusCode !== 200) return { kind: 'failed' };
  return { kind: 'answered', keys: keyReport.array().parse(JSON.parse(String(Buffer.concat(chunks)))) };
}

/** Gives a command to the server that runs on a database. */
import { request } from 'node:http';
import { type KeyAct, type KeyReport, keyReport } from '../keys/key-report.ts';
import { controlAddress } from './address.ts';

export type ControlAnswer =
  | { readonly kind: 'answered'; readonly keys: readonly KeyReport[] }
  /** It runs, and did not do it. */
  | { readonly kind: 'failed' }
  /** No server takes commands there. */
  | { readonly kind: 'nobody' };

const methods: Readonly<Record<KeyAct, string>> = { list: 'GET', rotate: 'POST' };

export async function askRunningServer(databasePath: string, act: KeyAct): Promise<ControlAnswer> {
  const socketPath = controlAddress(databasePath);
  if (socketPath === undefined) return { kind: 'nobody' };
  return new Promise(resolve => {
    const outgoing = request({ socketPath, method: methods[act], path: `/keys/${act}` }, async incoming => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
      const read = keyReport
        .array()
        .safeParse(incoming.statusCode === 200 ? JSON.parse(String(Buffer.concat(chunks))) : {});
      resolve(read.success ? { kind: 'answered', keys: read.data } : { kind: 'failed' });
    });
    outgoing.on('error', (error: Error & { readonly code?: string }) => {
      const isNobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
      resolve({ kind: isNobody ? 'nobody' : 'failed' });
    });
    outgoing.end();
  });
}

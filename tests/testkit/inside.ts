/** A host inside the own network: it serves what it is told, and writes down what reached it. */
import { createServer } from 'node:http';
import { closeGracefully, listen } from '../../packages/server/src/index.ts';

export interface Inside {
  /** Without a slash at the end. */
  readonly url: string;
  /** The path of every request so far. */
  readonly hits: readonly string[];
  /** As JSON; a text as it is. */
  serve(path: string, document: unknown): void;
  close(): Promise<void>;
}

export async function openInside(): Promise<Inside> {
  const hits: string[] = [];
  const documents = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    hits.push(path);
    const text = documents.get(path);
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(text);
  });
  await listen(server, { host: '127.0.0.1', port: 0 });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    hits,
    serve: (path, document) =>
      void documents.set(path, typeof document === 'string' ? document : JSON.stringify(document)),
    close: () => closeGracefully(server),
  };
}

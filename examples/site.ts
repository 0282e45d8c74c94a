/** A small web server for an example: its pages by path, and the files that its browser modules need. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { at, portOf } from './addresses.ts';
import { type Page, renderPage } from './page.ts';

export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly body: string;
  /** The body, read as the fields of a form. */
  readonly form: URLSearchParams;
}

/** By method and path: `GET /callback`. A page comes back, or nothing where the response was written. */
export type Routes = Readonly<Record<string, (visit: Visit) => Promise<Page | undefined> | Page | undefined>>;

const here = import.meta.dirname;
/** By the first part of the path: where files lie. */
const folders: Readonly<Record<string, string>> = {
  'style.css': here,
  browser: here,
  packages: join(here, '..'),
  jose: join(here, '../node_modules/jose/dist/webapi'),
};
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };

export function serve(port: number, routes: Routes): Promise<Server> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', at(port));
    const route = routes[`${request.method} ${url.pathname}`];
    try {
      if (route === undefined) return await serveFile(url.pathname, response);
      const body = request.method === 'POST' ? await bodyOf(request) : '';
      const page = await route({ request, response, url, body, form: new URLSearchParams(body) });
      if (page !== undefined) sendPage(response, 200, { ...page, origin: at(port) });
    } catch (problem) {
      const page = { title: 'That did not work', about: 'What the SDK says:', problem: String(problem) };
      sendPage(response, 500, { ...page, actions: [{ label: 'Begin again', path: '/' }] });
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(portOf(port), 'localhost', () => resolve(server));
  });
}

function sendPage(response: ServerResponse, status: number, page: Page): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(renderPage(page));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const [first = '', ...rest] = normalize(path).split('/').filter(Boolean);
  const folder = folders[first];
  const type = types[extname(path)];
  const inside =
    first === 'jose'
      ? rest
      : first === 'packages'
        ? [first, rest[0] ?? '', 'dist', ...rest.slice(1)]
        : [first, ...rest];
  const file =
    folder === undefined || type === undefined
      ? undefined
      : await readFile(join(folder, ...inside)).catch(() => undefined);
  if (file === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': type }).end(file);
}

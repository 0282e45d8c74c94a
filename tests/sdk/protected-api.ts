/** The same small API by every framework that the resource server SDK protects. */
import { type Access, accessOf, type Verifier } from '@symbolon/resource-server';
import * as forExpress from '@symbolon/resource-server/express';
import * as forFastify from '@symbolon/resource-server/fastify';
import * as forFetch from '@symbolon/resource-server/fetch';
import { express } from '../interop/clients/express.ts';
import { express4, fastify } from '../interop/clients/fastify.ts';
import { openSite, type Site } from '../testkit/site.ts';

const metadataPath = '/.well-known/oauth-protected-resource';
const reading = { scope: 'book:1:read' };
const described = ({ claims, scope, scheme }: Access) => ({ sub: claims.sub, scope, scheme });

function openExpress(verifier: Verifier): Promise<Site> {
  const application = express();
  application.get('/api/protected', forExpress.protect(verifier), (request, response) => {
    response.json(described(accessOf(request)));
  });
  const books = express.Router();
  books.get('/1', forExpress.protect(verifier, reading), (request, response) => {
    response.json(described(accessOf(request)));
  });
  application.use('/api/books', books);
  application.get(metadataPath, forExpress.protectedResourceMetadata(verifier));
  return openSite(() => application);
}

function openExpress4(verifier: Verifier): Promise<Site> {
  const application = express4();
  application.get('/api/protected', forExpress.protect(verifier), (request, response) => {
    response.json(described(accessOf(request)));
  });
  application.use('/api/books', forExpress.protect(verifier, reading), (request, response) => {
    response.json(described(accessOf(request)));
  });
  application.get(metadataPath, forExpress.protectedResourceMetadata(verifier));
  return openSite(() => application);
}

async function openFastify(verifier: Verifier): Promise<Site> {
  const application = fastify();
  const open = { preHandler: forFastify.protect(verifier) };
  application.get('/api/protected', open, async request => described(accessOf(request)));
  await application.register(
    async books => {
      books.addHook('onRequest', forFastify.protect(verifier, reading));
      books.get('/1', async request => described(accessOf(request)));
    },
    { prefix: '/api/books' },
  );
  application.get(metadataPath, forFastify.protectedResourceMetadata(verifier));
  const origin = await application.listen({ host: '127.0.0.1', port: 0 });
  return { origin, close: () => application.close() };
}

function openFetch(verifier: Verifier): Promise<Site> {
  const answer = async (_request: Request, access: Access) => Response.json(described(access));
  const routes: Record<string, (request: Request) => Response | Promise<Response>> = {
    '/api/protected': forFetch.withProtection(verifier, {}, answer),
    '/api/books/1': forFetch.withProtection(verifier, reading, answer),
    [metadataPath]: forFetch.protectedResourceMetadata(verifier),
  };
  return openSite(origin => async (incoming, outgoing) => {
    const headers = new Headers();
    for (let at = 0; at < incoming.rawHeaders.length; at += 2)
      headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '');
    const url = new URL(incoming.url ?? '/', origin);
    const response = await routes[url.pathname]?.(
      new Request(url, { method: incoming.method ?? 'GET', headers }),
    );
    outgoing.writeHead(response?.status ?? 404, Object.fromEntries(response?.headers ?? []));
    outgoing.end(await response?.text());
  });
}

export const frameworks: Readonly<Record<string, (verifier: Verifier) => Promise<Site>>> = {
  'Express 5': openExpress,
  'Express 4': openExpress4,
  Fastify: openFastify,
  Fetch: openFetch,
};

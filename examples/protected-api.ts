/** A protected API: it takes access tokens of the provider, and says why when it refuses one — RFC 6750, RFC 9728. */
import { createServer, type Server } from 'node:http';
import { accessOf, createVerifier } from '@symbolon/resource-server';
import { protect, protectedResourceMetadata } from '@symbolon/resource-server/express';
import { portOf, protectedApi, provider } from './addresses.ts';

const port = 5000;
const verifier = createVerifier({
  issuer: `${provider}/oidc`,
  resource: protectedApi,
  // Tokens of access keys are meant for their key, and know the application it belongs to.
  accessKeysOf: 'machine-to-machine',
});
const guard = protect(verifier, { scope: 'book:1:read' });
const metadata = protectedResourceMetadata(verifier);

export function startProtectedApi(): Promise<Server> {
  const server = createServer((request, response) => {
    // Any page may call it: what it takes is a token, not a cookie.
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization');
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    if (request.url === '/.well-known/oauth-protected-resource') return metadata(request, response);
    if (request.url !== '/api/protected') return response.writeHead(404).end();
    return guard(request, response, () => {
      const { claims } = accessOf(request);
      const answer = { message: 'The token is good.', sub: claims.sub, scope: claims.scope };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(portOf(port), 'localhost', () => resolve(server));
  });
}

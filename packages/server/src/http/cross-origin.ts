/** Cross-origin reads: which pages of other origins may see an answer — Fetch §3.3. */
import type { Route } from './route.ts';

const allowedHeaders = [
  'authorization',
  'content-type',
  'dpop',
  'x-requested-with',
  // Sent by the browser SDKs of Authing and GenAuth with every request.
  'x-authing-app-id',
  'x-authing-request-from',
  'x-authing-sdk-version',
  'x-authing-userpool-id',
  'x-authing-app-tenant-id',
  'x-authing-lang',
  'x-genauth-app-id',
  'x-genauth-request-from',
  'x-genauth-sdk-version',
  'x-genauth-userpool-id',
  'x-genauth-app-tenant-id',
  'x-genauth-lang',
].join(', ');

/** The headers that let the page read the answer; none where it may not. Opaque origins (`null`) never may. */
export function crossOriginHeaders(
  route: Route,
  origin: string | undefined,
): Readonly<Record<string, string>> {
  switch (route.crossOrigin.kind) {
    case 'none':
      return {};
    case 'anyone':
      return { 'access-control-allow-origin': '*' };
    case 'origins':
      return origin !== undefined && origin !== 'null' && route.crossOrigin.allows(origin)
        ? {
            'access-control-allow-origin': origin,
            ...(route.crossOrigin.credentials && { 'access-control-allow-credentials': 'true' }),
            'access-control-expose-headers': 'www-authenticate, dpop-nonce, x-correlation-id',
            vary: 'Origin',
          }
        : { vary: 'Origin' };
  }
}

/** The answer to a preflight request. */
export const preflightHeaders = (route: Route): Readonly<Record<string, string>> => ({
  'access-control-allow-methods': route.methods.join(', '),
  'access-control-allow-headers': allowedHeaders,
  'access-control-max-age': '7200',
});

/** Protection for Express 4 and 5, and whatever else speaks in `(request, response, next)`. */

import { type NodeHeaders, presented } from './node-request.ts';
import { keepAccess } from './request-access.ts';
import type { Needs, Verifier } from './verifier.ts';

export interface ExpressRequest extends NodeHeaders {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly originalUrl?: string;
  readonly protocol?: string;
}

export interface ExpressResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

export type ExpressMiddleware = (
  request: ExpressRequest,
  response: ExpressResponse,
  next: (problem?: unknown) => void,
) => void;

/** Lets requests through whose token allows it; what it says is then `request.auth`, with types `accessOf(request)`. */
export function protect(verifier: Verifier, needs: Needs = {}): ExpressMiddleware {
  return (request, response, next) => {
    const { protocol = 'http', originalUrl, url = '/' } = request;
    verifier.verify(presented(request, request.method, protocol, originalUrl ?? url), needs).then(outcome => {
      if (outcome.kind === 'granted') {
        keepAccess(request, outcome);
        return next();
      }
      answer(response, outcome.status, outcome.headers, outcome.body);
    }, next);
  };
}

/** The handler for `/.well-known/oauth-protected-resource` — RFC 9728 §3. */
export function protectedResourceMetadata(
  verifier: Verifier,
): (request: unknown, response: ExpressResponse) => void {
  const document = verifier.metadata();
  return (_request, response) => answer(response, 200, { 'access-control-allow-origin': '*' }, document);
}

function answer(
  response: ExpressResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: object,
): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(JSON.stringify(body));
}

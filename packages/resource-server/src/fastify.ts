/** Protection for Fastify 5, as a `preHandler` or `onRequest` hook. */
import { type NodeHeaders, presented } from './node-request.ts';
import { keepAccess } from './request-access.ts';
import type { Needs, Verifier } from './verifier.ts';

export interface FastifyRequest extends Pick<NodeHeaders, 'headers'> {
  readonly raw: Pick<NodeHeaders, 'headersDistinct'>;
  readonly method: string;
  readonly originalUrl: string;
  readonly protocol: string;
}

export interface FastifyReply {
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
  send(body: object): unknown;
}

/** Lets requests through whose token allows it; what it says is then `request.auth`, with types `accessOf(request)`. */
export function protect(
  verifier: Verifier,
  needs: Needs = {},
): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  return async (request, reply) => {
    const { raw, headers, method, protocol, originalUrl } = request;
    const { headersDistinct } = raw;
    const node = { headers, ...(headersDistinct && { headersDistinct }) };
    const outcome = await verifier.verify(presented(node, method, protocol, originalUrl), needs);
    if (outcome.kind === 'granted') return keepAccess(request, outcome);
    reply.code(outcome.status);
    reply.headers({ ...outcome.headers });
    return reply.send(outcome.body);
  };
}

/** The handler for `/.well-known/oauth-protected-resource` — RFC 9728 §3. */
export function protectedResourceMetadata(
  verifier: Verifier,
): (request: unknown, reply: FastifyReply) => Promise<unknown> {
  const document = verifier.metadata();
  return async (_request, reply) => {
    reply.headers({ 'access-control-allow-origin': '*' });
    return reply.send(document);
  };
}

/** Protection for handlers of Fetch requests: Workers, Deno, Bun, Hono and whatever else has them. */
import type { Access, Needs, Verifier } from './verifier.ts';

export type ProtectedHandler<More extends readonly unknown[]> = (
  request: Request,
  access: Access,
  ...more: More
) => Response | Promise<Response>;

/** The handler hears what the token says as its second argument; those of the runtime follow. */
export function withProtection<More extends readonly unknown[]>(
  verifier: Verifier,
  needs: Needs,
  handler: ProtectedHandler<More>,
): (request: Request, ...more: More) => Promise<Response> {
  return async (request, ...more) => {
    const { method, url, headers } = request;
    const presented = {
      method,
      url,
      authorization: headers.get('authorization'),
      dpop: headers.get('dpop'),
    };
    const outcome = await verifier.verify(presented, needs);
    if (outcome.kind === 'granted') return handler(request, outcome, ...more);
    return Response.json(outcome.body, { status: outcome.status, headers: outcome.headers });
  };
}

/** The handler for `/.well-known/oauth-protected-resource` — RFC 9728 §3. */
export function protectedResourceMetadata(verifier: Verifier): () => Response {
  const document = verifier.metadata();
  return () => Response.json(document, { headers: { 'access-control-allow-origin': '*' } });
}

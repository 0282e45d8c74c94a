/** JWK Set — RFC 7517 §5, OIDC Core §10.1.1. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { IssuerContext } from '../issuer-context.ts';

/** Seconds that a copy may be kept; a new key is announced for longer than this before it signs. */
const maximumAge = 300;

export async function jwks(_request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  return {
    status: 200,
    headers: { 'content-type': 'application/jwk-set+json', 'cache-control': `public, max-age=${maximumAge}` },
    body: JSON.stringify({ keys: context.signers.published() }),
  };
}

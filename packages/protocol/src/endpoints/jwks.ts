/** JWK Set — RFC 7517 §5, OIDC Core §10.1.1. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { IssuerContext } from '../issuer-context.ts';
import { publicDocument } from '../responses.ts';

/** Seconds that a copy may be kept; a new key is announced for longer than this before it signs. */
const maximumAge = 300;

export async function jwks(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  const body = JSON.stringify({ keys: context.signers.published() });
  return publicDocument(request, { mediaType: 'application/jwk-set+json', body, maximumAge });
}

/** The parameters of the endpoints that a browser is sent to, by link or by form — OIDC Core §3.1.2.1, RP-Initiated Logout §2. */
import { type HttpRequest, Parameters } from '@symbolon/foundation';
import { OAuthError } from '../errors.ts';

/** Of query and form together, so that what stands in both counts as sent twice; throws where a POST carries no form. */
export function browserParameters(request: HttpRequest): Parameters {
  if (request.method !== 'POST') return request.query;
  if (request.mediaType !== 'application/x-www-form-urlencoded') {
    throw new OAuthError(
      'request-media-type',
      'Send a GET, or a POST with a body of type application/x-www-form-urlencoded.',
    );
  }
  return Parameters.of([...request.query, ...request.form]);
}

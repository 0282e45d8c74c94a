/** Token Endpoint — RFC 6749 §3.2, OIDC Core §3.1.3. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { authenticateClient } from '../client-authentication/index.ts';
import { OAuthError } from '../errors.ts';
import { findGrant, grants } from '../grants/index.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { json } from '../responses.ts';
import { answerClient } from './client-request.ts';

export function token(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  return answerClient('token', request, context, async parameters => {
    const grantType = parameters.get('grant_type');
    if (grantType === undefined) throw new OAuthError('parameter-missing', 'grant_type is missing.');
    const grant = findGrant(grantType);
    if (!grant) {
      throw new OAuthError(
        'grant-type-unsupported',
        `grant_type must be one of: ${grants.map(known => known.grantType).join(', ')}.`,
      );
    }
    const client = await authenticateClient(request, parameters, 'token', context);
    if (!client.grantTypes.has(grant.grantType)) {
      throw new OAuthError(
        'client-grant-type',
        `This client is not registered for grant_type ${grant.grantType}.`,
      );
    }
    const tokens = await grant.exchange({ request, parameters, client, context });
    return { response: json(200, tokens), clientId: client.clientId, reason: grant.grantType };
  });
}

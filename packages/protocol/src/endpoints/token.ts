/** Token Endpoint — RFC 6749 §3.2, OIDC Core §3.1.3. */
import type { HttpRequest, HttpResponse, Parameters } from '@symbolon/foundation';
import { authenticateClient } from '../client-authentication/index.ts';
import { OAuthError } from '../errors.ts';
import { findGrant, grants } from '../grants/index.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { json } from '../responses.ts';
import type { TokenResponse } from '../tokens/token-response.ts';
import { answerClient, audited, type Granting } from './client-request.ts';

export function token(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  return answerClient('token', request, context, async parameters => {
    const { tokens, ...granting } = await grant(request, parameters, context);
    return { ...granting, response: json(200, tokens) };
  });
}

/** The same for parameters that came in another form; throws `OAuthError`. */
export async function exchange(
  request: HttpRequest,
  parameters: Parameters,
  context: IssuerContext,
): Promise<TokenResponse> {
  const act = () => grant(request, parameters, context);
  return (await audited('token', request, parameters, context, act)).tokens;
}

async function grant(
  request: HttpRequest,
  parameters: Parameters,
  context: IssuerContext,
): Promise<Granting & { readonly tokens: TokenResponse }> {
  const grantType = parameters.get('grant_type');
  if (grantType === undefined) throw new OAuthError('parameter-missing', 'grant_type is missing.');
  const found = findGrant(grantType);
  if (!found) {
    throw new OAuthError(
      'grant-type-unsupported',
      `grant_type must be one of: ${grants.map(known => known.grantType).join(', ')}.`,
    );
  }
  const client = await authenticateClient(request, parameters, 'token', context);
  if (!client.grantTypes.has(found.grantType)) {
    throw new OAuthError(
      'client-grant-type',
      `This client is not registered for grant_type ${found.grantType}.`,
    );
  }
  const tokens = await found.exchange({ request, parameters, client, context });
  return { tokens, clientId: client.clientId, reason: found.grantType };
}

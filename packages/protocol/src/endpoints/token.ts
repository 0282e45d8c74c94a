/** Token Endpoint — RFC 6749 §3.2, OIDC Core §3.1.3. */
import type { HttpRequest, HttpResponse, Parameters } from '@symbolon/foundation';
import type { Client } from '../client.ts';
import { authenticateClient } from '../client-authentication/index.ts';
import { OAuthError } from '../errors.ts';
import type { EventDetails } from '../events.ts';
import { findGrant, grants } from '../grants/index.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { json } from '../responses.ts';
import { findClientsKey } from '../sender-constraint/dpop.ts';
import type { Exchanged } from '../tokens/exchanged.ts';
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
  const provenKey = await findClientsKey(request, client, context);
  const exchanged = await found.exchange({ request, parameters, client, provenKey, context });
  const { response: tokens, authorizationId, userId, sid } = exchanged;
  const details = exchangeDetails(client, parameters, exchanged, provenKey);
  return {
    tokens,
    clientId: client.clientId,
    reason: found.grantType,
    authorizationId,
    userId,
    sid,
    details,
  };
}

/** What is as nearly everywhere is left out: the secret by Basic, an access token that is a JWT and meant for its client. */
function exchangeDetails(
  client: Client,
  parameters: Parameters,
  exchanged: Exchanged,
  provenKey: string | undefined,
): EventDetails {
  const { response, scope, audience, details } = exchanged;
  const noted: Record<string, string> = { ...details };
  if (scope.length > 0) noted['granted_scope'] = scope.join(' ');
  const method = parameters.has('client_secret') ? 'client_secret_post' : client.tokenEndpointAuthMethod;
  if (method !== 'client_secret_basic') noted['client_authentication'] = method;
  if (audience.length !== 1 || audience[0] !== client.clientId) noted['audience'] = audience.join(' ');
  const { accessTokenFormat } = client.dialect;
  if (provenKey !== undefined) noted['bound_to'] = provenKey;
  else if (accessTokenFormat !== 'jwt') noted['access_token'] = accessTokenFormat;
  if (response.id_token !== undefined) noted['id_token'] = client.idTokenSignedResponseAlg;
  if (response.refresh_token !== undefined) noted['refresh_token'] ??= 'new';
  return noted;
}

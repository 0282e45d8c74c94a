/** Pushed Authorization Request Endpoint — RFC 9126 §2. */
import {
  type HttpRequest,
  type HttpResponse,
  hashBearerValue,
  newBearerValue,
  Parameters,
} from '@symbolon/foundation';
import { authenticateClient } from '../client-authentication/index.ts';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { json } from '../responses.ts';
import { findProvenKey } from '../sender-constraint/dpop.ts';
import { checkAuthorizationRequest } from './authorization/checks/index.ts';
import { addressOf } from './authorization/request.ts';
import { readSource, requestUriPrefix } from './authorization/sources.ts';
import { answerClient, limitPublicClient } from './client-request.ts';

/** Seconds in which the pushed request must be begun with. */
const lifetime = 60;

/** How a client proves itself is no part of what it asks for. */
const ofTheClient = new Set(['client_secret', 'client_assertion', 'client_assertion_type', 'request']);

export function pushedAuthorization(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  return answerClient('pushed_authorization', request, context, async form => {
    const client = await authenticateClient(request, form, 'token', context);
    limitPublicClient(client, request, context);
    if (form.has('request_uri'))
      throw new OAuthError(
        'parameter-value',
        'request_uri cannot be pushed: send the parameters themselves.',
      );
    const named = Parameters.of([
      ...[...form].filter(([name]) => name !== 'client_id'),
      ['client_id', client.clientId],
    ]);
    const { parameters } = await readSource(named, false, context);
    const pushed = Parameters.of([
      ...[...parameters].filter(([name]) => !ofTheClient.has(name)),
      ...bindingBy(await findProvenKey(request, context), parameters),
    ]);
    const addressed = await addressOf(pushed, context);
    await checkAuthorizationRequest({ parameters: pushed, addressed, context, pushed: true });

    const requestUri = requestUriPrefix + newBearerValue(context.random);
    await context.stores.pushedRequests.push(context.pool, hashBearerValue(requestUri), {
      clientId: client.clientId,
      parameters: [...pushed],
      expiresAt: context.clock() + lifetime,
    });
    return {
      response: json(201, { request_uri: requestUri, expires_in: lifetime }),
      clientId: client.clientId,
      reason: 'pushed',
    };
  });
}

/** A proof binds the code as `dpop_jkt` does (RFC 9449 §10.1). */
function bindingBy(provenKey: string | undefined, parameters: Parameters): readonly [string, string][] {
  const named = parameters.get('dpop_jkt');
  if (provenKey === undefined || named === provenKey) return [];
  if (named === undefined) return [['dpop_jkt', provenKey]];
  throw new OAuthError('dpop-proof', 'dpop_jkt and the key of the DPoP proof must be the same.');
}

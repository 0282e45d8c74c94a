/** Where the parameters of an authorization request are: in itself, pushed before (RFC 9126 §4), or in a request object (RFC 9101). */
import { hashBearerValue, Parameters } from '@symbolon/foundation';
import { OAuthError } from '../../errors.ts';
import type { IssuerContext } from '../../issuer-context.ts';
import { readRequestObject } from './request-object.ts';

export const requestUriPrefix = 'urn:ietf:params:oauth:request_uri:';

export interface Sourced {
  readonly parameters: Parameters;
  /** The hash of the pushed request that they come from, to be spent with the answer. */
  readonly pushedRequest: string | undefined;
}

/** `isResumed`: the request was begun in time, and the end-user has been busy since. */
export async function readSource(
  parameters: Parameters,
  isResumed: boolean,
  context: IssuerContext,
): Promise<Sourced> {
  const requestUri = parameters.get('request_uri');
  const requestObject = parameters.get('request');
  if (requestUri?.startsWith(requestUriPrefix)) {
    if (parameters.has('request'))
      throw new OAuthError('request-uri-invalid', 'request and request_uri exclude each other.');
    return readPushed(requestUri, parameters.get('client_id'), isResumed, context);
  }
  if (requestObject !== undefined && requestUri === undefined) {
    return {
      parameters: await readRequestObject(requestObject, parameters, isResumed, context),
      pushedRequest: undefined,
    };
  }
  return { parameters, pushedRequest: undefined };
}

async function readPushed(
  requestUri: string,
  clientId: string | undefined,
  isResumed: boolean,
  context: IssuerContext,
): Promise<Sourced> {
  const hash = hashBearerValue(requestUri);
  const pushed = await context.stores.pushedRequests.find(context.pool, hash);
  if (!pushed || pushed.clientId !== clientId || (pushed.expiresAt <= context.clock() && !isResumed)) {
    throw new OAuthError(
      'request-uri-invalid',
      'request_uri is unknown, used, expired, or was given to another client: push the request again.',
    );
  }
  return { parameters: Parameters.of(pushed.parameters), pushedRequest: hash };
}

/** Where the parameters of an authorization request are: in itself, pushed before (RFC 9126 §4), or in a request object (RFC 9101). */
import { hashBearerValue, Parameters } from '@symbolon/foundation';
import { OAuthError } from '../../errors.ts';
import type { IssuerContext } from '../../issuer-context.ts';
import { readRequestObject } from './request-object.ts';

export const requestUriPrefix = 'urn:ietf:params:oauth:request_uri:';

export interface Sourced {
  readonly parameters: Parameters;
  /** What is judged again after the login: it leads to the very same parameters. */
  readonly sent: Parameters;
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
  if (requestUri !== undefined && parameters.isSent('request'))
    throw new OAuthError('request-uri-invalid', 'request and request_uri exclude each other.');
  if (requestUri?.startsWith(requestUriPrefix)) return readPushed(requestUri, parameters, isResumed, context);
  const sent = requestUri === undefined ? parameters : await readReferred(requestUri, parameters, context);
  const requestObject = sent.get('request');
  return {
    parameters:
      requestObject === undefined ? sent : await readRequestObject(requestObject, sent, isResumed, context),
    sent,
    pushedRequest: undefined,
  };
}

async function readPushed(
  requestUri: string,
  sent: Parameters,
  isResumed: boolean,
  context: IssuerContext,
): Promise<Sourced> {
  const hash = hashBearerValue(requestUri);
  const pushed = await context.stores.pushedRequests.find(context.pool, hash);
  const isOther = pushed?.clientId !== sent.get('client_id');
  if (!pushed || isOther || (pushed.expiresAt <= context.clock() && !isResumed)) {
    throw new OAuthError(
      'request-uri-invalid',
      'request_uri is unknown, used, expired, or was given to another client: push the request again.',
    );
  }
  return { parameters: Parameters.of(pushed.parameters), sent, pushedRequest: hash };
}

/** The request as if it held the object itself, so that nobody can change it while the end-user is busy (OIDC Core §6.2). */
async function readReferred(
  requestUri: string,
  parameters: Parameters,
  context: IssuerContext,
): Promise<Parameters> {
  await checkRegistered(requestUri, parameters.get('client_id'), context);
  const requestObject = await context.findRequestObject(requestUri);
  if (requestObject === undefined) {
    throw new OAuthError(
      'request-uri-unreachable',
      'Nothing could be fetched from request_uri: it must answer 200 over https, within 3 seconds, with at most 8 kB.',
    );
  }
  return Parameters.of([
    ...[...parameters].filter(([name]) => name !== 'request_uri' && name !== 'request'),
    ['request', requestObject],
  ]);
}

/** An address that a stranger could choose is never fetched (RFC 9101 §10.4.1). */
async function checkRegistered(
  requestUri: string,
  clientId: string | undefined,
  { stores, pool }: IssuerContext,
): Promise<void> {
  const client = clientId === undefined ? undefined : await stores.clients.find(pool, clientId);
  if (!client || client.requestUris.size === 0) {
    throw new OAuthError(
      'request-uri-unsupported',
      'This application has registered no request_uris: register them, push the request, or send its parameters themselves.',
    );
  }
  if (!client.requestUris.has(requestUri.replace(/#.*$/s, ''))) {
    throw new OAuthError(
      'request-uri-unregistered',
      'request_uri is not registered for this application: up to its fragment it must equal one of request_uris, character for character.',
    );
  }
}

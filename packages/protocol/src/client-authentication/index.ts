/** THE TABLE of client authentication methods, and how a request is held against it — RFC 6749 §2.3, §5.2. */
import type { HttpRequest, Parameters } from '@symbolon/foundation';
import type { Client, ClientAuthenticationMethodName } from '../client.ts';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { readClientAssertion } from './client-assertion.ts';
import { readClientSecretBasic } from './client-secret-basic.ts';
import { readClientSecretPost } from './client-secret-post.ts';
import type { Presented, ReadCredentials } from './method.ts';
import { readNone } from './none.ts';

const proofs: readonly ReadCredentials[] = [readClientSecretBasic, readClientSecretPost, readClientAssertion];

export const clientAuthenticationMethods: readonly ClientAuthenticationMethodName[] = [
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'none',
];

/** The endpoints at which a client authenticates: it may register another method for each. */
export type AuthenticatedEndpoint = 'token' | 'introspection' | 'revocation';

const registeredMethod = (client: Client, endpoint: AuthenticatedEndpoint): ClientAuthenticationMethodName =>
  client[`${endpoint}EndpointAuthMethod`];

/** The client that made the request, proven by the method it registered. */
export async function authenticateClient(
  request: HttpRequest,
  parameters: Parameters,
  endpoint: AuthenticatedEndpoint,
  context: IssuerContext,
): Promise<Client> {
  const presented = readAllCredentials(request, parameters);
  const [first] = presented;
  if (!first)
    throw new OAuthError(
      'client-authentication',
      'The request says nothing of its client: send client_id, and the credentials of the method that the client registered.',
    );
  if (presented.some(({ clientId }) => clientId !== first.clientId)) {
    throw new OAuthError(
      'client-authentication-ambiguous',
      'The request names two clients: send the credentials of one.',
    );
  }
  const client = await context.stores.clients.find(context.pool, first.clientId);
  if (client && (await isProven(presented, client, endpoint, request, context))) return client;
  throw new OAuthError('client-authentication', 'The client is unknown, or its credentials are wrong.', {
    reason: client ? 'wrong credentials' : 'unknown client',
  });
}

const longestClaim = 128;

/** Whom the request says it is from, which nothing has proven: for the audit trail. */
export function claimedClientId(request: HttpRequest, parameters: Parameters): string | undefined {
  try {
    return readAllCredentials(request, parameters)[0]?.clientId.slice(0, longestClaim);
  } catch {
    return parameters.get('client_id')?.slice(0, longestClaim);
  }
}

/** All credentials in the request; `none` only where it carries no other. */
function readAllCredentials(request: HttpRequest, parameters: Parameters): readonly Presented[] {
  if (parameters.get('client_secret') !== undefined && parameters.get('client_id') === undefined) {
    throw new OAuthError(
      'client-authentication-ambiguous',
      'client_secret stands without client_id: send both, or the credentials of another method alone.',
    );
  }
  const found = readProofs(request, parameters);
  const [first] = found;
  const named = parameters.get('client_id');
  if (first && named !== undefined && named !== first.clientId) {
    throw new OAuthError(
      'client-authentication-ambiguous',
      'client_id differs from the client of the credentials.',
    );
  }
  const assertions = found.filter(({ method }) => method.endsWith('_jwt'));
  if (assertions.length > 0 && found.length > 1) {
    throw new OAuthError(
      'client-authentication-ambiguous',
      'The request authenticates its client twice: send client_assertion or the secret, not both.',
    );
  }
  if (first) return found;
  const none = readNone(request, parameters);
  return none ? [none] : [];
}

/** Some SDKs send their application by Basic beside the access key that they mean, which is in the form. */
function readProofs(request: HttpRequest, parameters: Parameters): readonly Presented[] {
  const found = proofs
    .map(read => read(request, parameters))
    .filter(credentials => credentials !== undefined);
  if (parameters.get('grant_type') !== 'client_credentials') return found;
  const inForm = found.filter(({ method }) => method !== 'client_secret_basic');
  return inForm.length > 0 ? inForm : found;
}

/** Nothing presented is wrong, and the registered method is among it. */
async function isProven(
  presented: readonly Presented[],
  client: Client,
  endpoint: AuthenticatedEndpoint,
  { remoteAddress }: HttpRequest,
  context: IssuerContext,
): Promise<boolean> {
  const wait = context.credentialThrottle.waitFor(client.clientId, remoteAddress);
  if (wait !== undefined) {
    throw new OAuthError('too-many-attempts', 'Too many wrong credentials of this client: wait.', {
      retryAfter: wait,
    });
  }
  for (const credentials of presented) {
    if (await credentials.prove(client, context)) continue;
    context.credentialThrottle.failed(client.clientId, remoteAddress);
    return false;
  }
  checkMethod(presented, client, endpoint);
  return true;
}

/** One who holds the right credentials may be told that they came by the wrong way. */
function checkMethod(presented: readonly Presented[], client: Client, endpoint: AuthenticatedEndpoint): void {
  const expected = registeredMethod(client, endpoint);
  const isEitherWay = client.acceptsSecretEitherWay && expected === 'client_secret_basic';
  const fits = ({ method }: Presented) =>
    method === expected || (isEitherWay && method === 'client_secret_post');
  if (presented.some(fits)) return;
  const sent = presented.map(({ method }) => method).join(' and ');
  throw new OAuthError(
    'client-authentication',
    `The credentials are right, but came by ${sent}: this client registered ${expected} for this endpoint.`,
  );
}

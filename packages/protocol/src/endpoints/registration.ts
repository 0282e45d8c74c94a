/** Client Registration Endpoint and Client Configuration Endpoint — RFC 7591 §3, RFC 7592 §2, OIDC Registration §3, §4. */
import {
  type HttpRequest,
  type HttpResponse,
  type JsonObject,
  parseStrictObject,
} from '@symbolon/foundation';
import type { ClientRegistry, RegisteredClient, RegistrationOutcome } from '../client-registry.ts';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { errorJson, json } from '../responses.ts';

export const registrationPath = '/reg';

/** A new client registers. */
export function registration(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  return answer('client.registered', request, context, async registry => {
    await admit(request, registry, context);
    const { client, accessToken } = registered(await registry.register(readMetadata(request)));
    return { clientId: client.clientId, response: json(201, describe(client, accessToken, context)) };
  });
}

/** Whose guesses at initial access tokens are counted together. */
const throttleName = 'initial access tokens';

async function admit(
  request: HttpRequest,
  registry: ClientRegistry,
  { credentialThrottle }: IssuerContext,
): Promise<void> {
  const { remoteAddress } = request;
  const token = bearerOf(request);
  const wait = credentialThrottle.waitFor(throttleName, remoteAddress);
  if (wait !== undefined)
    throw new OAuthError('too-many-attempts', 'Too many wrong initial access tokens: wait.', {
      retryAfter: wait,
    });
  const admission = await registry.admit(token, remoteAddress);
  switch (admission.kind) {
    case 'admitted':
      return;
    case 'limited':
      throw new OAuthError('too-many-attempts', 'Too many clients were registered from here: wait.', {
        retryAfter: admission.retryAfter,
      });
    case 'unknown':
      if (token !== undefined) credentialThrottle.failed(throttleName, remoteAddress);
      throw unknownToken('initial access token');
  }
}

/** A client reads, replaces or removes its own registration. */
export function clientConfiguration(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  const clientId = request.path.slice(request.path.lastIndexOf('/') + 1);
  const type = { GET: 'client.read', PUT: 'client.replaced', DELETE: 'client.removed' }[request.method];
  const accessToken = bearerOf(request) ?? '';
  return answer(type ?? 'client.read', request, context, async registry => {
    const unknown = () => refuseToken(request, clientId, accessToken, registry, context);
    switch (request.method) {
      case 'DELETE': {
        if ((await registry.remove(clientId, accessToken)) === 'unknown') return unknown();
        return { clientId, response: { status: 204, headers: { 'cache-control': 'no-store' }, body: '' } };
      }
      case 'PUT': {
        const current = await registry.find(clientId, accessToken);
        if (!current) return unknown();
        const metadata = readMetadata(request);
        refuseOther(current, metadata);
        const { client } = registered(await registry.replace(clientId, accessToken, metadata));
        return { clientId, response: json(200, describe(client, accessToken, context)) };
      }
      default: {
        const client = await registry.find(clientId, accessToken);
        if (!client) return unknown();
        return { clientId, response: json(200, describe(client, accessToken, context)) };
      }
    }
  });
}

/** A token that is shown for another client, or for one that is gone, has fallen into wrong hands — RFC 7592 §2. */
async function refuseToken(
  { correlationId, remoteAddress }: HttpRequest,
  clientId: string,
  accessToken: string,
  registry: ClientRegistry,
  { audit, pool }: IssuerContext,
): Promise<never> {
  const owner = await registry.revokeMisused(clientId, accessToken);
  if (owner !== undefined) {
    const reason = 'shown for another client';
    const type = 'registration_token.revoked';
    audit({ pool, type, outcome: 'done', correlationId, remoteAddress, clientId: owner, reason });
  }
  throw unknownToken();
}

interface Answered {
  readonly clientId: string;
  readonly response: HttpResponse;
}

async function answer(
  type: string,
  request: HttpRequest,
  context: IssuerContext,
  act: (registry: ClientRegistry) => Promise<Answered>,
): Promise<HttpResponse> {
  const { correlationId, remoteAddress } = request;
  const event = { pool: context.pool, type, correlationId, remoteAddress };
  try {
    if (!context.clientRegistry) throw unknownToken();
    const { clientId, response } = await act(context.clientRegistry);
    context.audit({ ...event, outcome: 'done', clientId });
    return response;
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    context.audit({ ...event, outcome: 'refused', reason: `${error.rule}: ${error.message}` });
    return errorJson(error, context, challengeOf(error, context));
  }
}

const challengeOf = (error: OAuthError, context: IssuerContext): Record<string, string> =>
  error.code === 'invalid_token'
    ? { 'www-authenticate': `Bearer realm="${context.issuer}", error="invalid_token"` }
    : {};

const unknownToken = (name = 'registration access token of this client') =>
  new OAuthError('registration-token', `Send the ${name} in the Authorization header, as Bearer.`);

const bearerOf = (request: HttpRequest): string | undefined =>
  /^bearer +(\S+)$/i.exec(request.header('authorization') ?? '')?.[1];

function readMetadata({ text }: HttpRequest): JsonObject {
  const metadata = text === undefined ? undefined : parseStrictObject(text);
  if (metadata) return metadata;
  throw new OAuthError(
    'registration-metadata',
    'Send one JSON object, each member once, as application/json.',
  );
}

/** The client repeats who it is, and must not choose its secret — RFC 7592 §2.2. */
function refuseOther({ clientId, secret }: RegisteredClient, metadata: JsonObject): void {
  if (metadata['client_id'] !== clientId)
    throw new OAuthError('registration-metadata', 'client_id must be that of the client.');
  if (metadata['client_secret'] !== undefined && metadata['client_secret'] !== secret)
    throw new OAuthError('registration-metadata', 'client_secret must be the current one, or left out.');
}

function registered(outcome: RegistrationOutcome) {
  switch (outcome.kind) {
    case 'registered':
      return outcome;
    case 'refused':
      throw new OAuthError(`registration-${outcome.of}`, outcome.description);
    case 'full':
      throw new OAuthError('registration-limit', 'Too many clients have registered themselves: try later.', {
        retryAfter: outcome.retryAfter,
      });
    case 'unknown':
      throw unknownToken();
  }
}

/** The client information response — RFC 7591 §3.2.1, RFC 7592 §3. */
const describe = (client: RegisteredClient, accessToken: string, { issuer }: IssuerContext) => ({
  ...client.metadata,
  client_id: client.clientId,
  client_id_issued_at: client.issuedAt,
  ...(client.secret !== undefined && { client_secret: client.secret, client_secret_expires_at: 0 }),
  registration_access_token: accessToken,
  registration_client_uri: `${issuer}${registrationPath}/${client.clientId}`,
});

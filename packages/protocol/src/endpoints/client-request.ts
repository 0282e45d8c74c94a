/** The frame of the endpoints that a client calls itself: form in, JSON out, every outcome audited — RFC 6749 §3.2, §5.2. */
import type { HttpRequest, HttpResponse, Parameters } from '@symbolon/foundation';
import { type Client, isPublicClient } from '../client.ts';
import { type AuthenticatedEndpoint, claimedClientId } from '../client-authentication/index.ts';
import { OAuthError } from '../errors.ts';
import { refusalDetails, sentOf } from '../event-details.ts';
import type { AboutAuthorization } from '../events.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { errorJson } from '../responses.ts';

/** What is noted of a request that was granted. */
export interface Granting extends AboutAuthorization {
  readonly clientId: string;
  readonly reason: string;
}

export interface Answered extends Granting {
  readonly response: HttpResponse;
}

type Endpoint = AuthenticatedEndpoint | 'pushed_authorization' | 'device_authorization';

/** What is told of a refused request as it was sent. */
const asked = ['grant_type', 'scope', 'resource', 'response_type', 'prompt', 'code_challenge_method'];

const repeatable = new Set(['resource']);

export async function answerClient(
  endpoint: Endpoint,
  request: HttpRequest,
  context: IssuerContext,
  answer: (parameters: Parameters) => Promise<Answered>,
): Promise<HttpResponse> {
  try {
    const act = async () => answer(readForm(request));
    return (await audited(endpoint, request, request.form, context, act)).response;
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return errorJson(error, context, challengeOf(request, error, context));
  }
}

/** Acts, and notes what became of it; a refusal is thrown on. `parameters` may have come in another form than a form. */
export async function audited<Done extends Granting>(
  endpoint: Endpoint,
  request: HttpRequest,
  parameters: Parameters,
  context: IssuerContext,
  act: () => Promise<Done>,
): Promise<Done> {
  const event = {
    pool: context.pool,
    type: `${endpoint}.requested`,
    correlationId: request.correlationId,
    remoteAddress: request.remoteAddress,
  };
  try {
    const done = await act();
    const { clientId, reason, authorizationId, userId, sid, details } = done;
    // A question that was answered has changed nothing.
    if (endpoint !== 'introspection')
      context.audit({ ...event, outcome: 'done', clientId, reason, authorizationId, userId, sid, details });
    return done;
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    context.audit({
      ...event,
      outcome: 'refused',
      clientId: claimedClientId(request, parameters),
      reason: `${error.rule}: ${error.reason ?? error.message}`,
      ...error.about,
      details: { ...sentOf(parameters, asked), ...refusalDetails(error) },
    });
    throw error;
  }
}

/** Whoever knows the name of a public client can have its requests stored. */
export function limitPublicClient(
  client: Client,
  { remoteAddress }: HttpRequest,
  context: IssuerContext,
): void {
  const wait = isPublicClient(client) ? context.publicClientLimit.admit(remoteAddress) : undefined;
  if (wait !== undefined)
    throw new OAuthError('too-many-attempts', 'Too many requests of public clients from here: wait.', {
      retryAfter: wait,
    });
}

/** Parameters come in the body only: an address is logged by everyone on the way (RFC 6749 §2.3.1, §3.2). */
function readForm(request: HttpRequest): Parameters {
  if (request.mediaType !== 'application/x-www-form-urlencoded') {
    throw new OAuthError(
      'request-media-type',
      'Send a POST with a body of type application/x-www-form-urlencoded.',
    );
  }
  const repeated = request.form.repeated(repeatable);
  if (repeated !== undefined) {
    throw new OAuthError(
      'parameter-repeated',
      `${/^[a-z_]{1,40}$/.test(repeated) ? repeated : 'A parameter'} was sent more than once.`,
    );
  }
  return request.form;
}

/** A client that tried the Authorization header is told the scheme it should use (RFC 6749 §5.2). */
function challengeOf(
  request: HttpRequest,
  error: OAuthError,
  context: IssuerContext,
): Record<string, string> {
  if (error.code !== 'invalid_client' || request.header('authorization') === undefined) return {};
  return { 'www-authenticate': `Basic realm="${context.issuer}", charset="UTF-8"` };
}

/** End Session Endpoint — OpenID Connect RP-Initiated Logout 1.0. */
import { encodeParameters, type HttpRequest, type HttpResponse, type Parameters } from '@symbolon/foundation';
import type { Client } from '../client.ts';
import { OAuthError } from '../errors.ts';
import { redactedUri, refusalDetails } from '../event-details.ts';
import type { PendingLogout } from '../interactions.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { deliveryLifetime } from '../logout/back-channel.ts';
import { frontChannelFrames } from '../logout/front-channel.ts';
import { redirect } from '../responses.ts';
import { type IdTokenHint, readIdTokenHint } from '../tokens/id-token.ts';
import { browserParameters } from './browser-request.ts';

export async function endSession(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  try {
    const parameters = browserParameters(request);
    const repeated = parameters.repeated();
    if (repeated !== undefined)
      throw new OAuthError('parameter-repeated', 'A parameter was sent more than once.');
    const value = parameters.get('id_token_hint');
    const hint = value === undefined ? undefined : await readIdTokenHint(context, value);
    const client = await clientOf(parameters, hint, context);
    const location = locationOf(parameters, client);
    const session = await context.userAgent.session(request);
    if (!session) return leave(request, { client, location, frames: [] }, context);
    const logout = { client, sid: session.sid, location };
    // Only one who holds an ID token of this very session may end it unasked: any page can send a browser here (§6).
    return hint?.sid === session.sid
      ? signOut(request, logout, context)
      : context.userAgent.confirmLogout(request, logout);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const { correlationId, remoteAddress } = request;
    context.audit({
      pool: context.pool,
      type: 'logout.requested',
      outcome: 'refused',
      correlationId,
      remoteAddress,
      reason: error.rule,
      ...error.about,
      details: refusalDetails(error),
    });
    return context.userAgent.refuse(request, error);
  }
}

/** Ends the session and everything under it, and goes on to where the client asked. */
export async function signOut(
  request: HttpRequest,
  logout: PendingLogout,
  context: IssuerContext,
): Promise<HttpResponse> {
  const at = context.clock();
  const { client, sid, location } = logout;
  const clientIds = await context.stores.sessions.end(context.pool, sid, at, at + deliveryLifetime);
  context.logoutsQueued();
  const { correlationId, remoteAddress } = request;
  context.audit({
    pool: context.pool,
    type: 'session.ended',
    outcome: 'done',
    correlationId,
    remoteAddress,
    sid,
    clientId: client?.clientId,
    details: {
      clients: String(clientIds.length),
      ...(location !== undefined && { goes_to: redactedUri(location) }),
    },
  });
  const frames = await frontChannelFrames(clientIds, sid, context);
  return leave(request, { client, location, frames }, context);
}

function leave(
  request: HttpRequest,
  { client, location, frames }: Omit<PendingLogout, 'sid'> & { readonly frames: readonly string[] },
  context: IssuerContext,
): HttpResponse {
  const cookies = context.userAgent.forgetSession();
  if (location !== undefined && frames.length === 0) return redirect(location, cookies);
  const next = location === undefined ? undefined : { href: location, applicationName: client?.name };
  const page = context.userAgent.signedOut(request, { frames, next });
  return { ...page, cookies: [...(page.cookies ?? []), ...cookies] };
}

/** The client that asks, by hint or by `client_id`; both must agree (§2). */
async function clientOf(
  parameters: Parameters,
  hint: IdTokenHint | undefined,
  context: IssuerContext,
): Promise<Client | undefined> {
  const named = parameters.get('client_id');
  if (named !== undefined && hint && hint.clientId !== named) {
    throw new OAuthError('logout-client', 'client_id and id_token_hint must name the same client.');
  }
  // A hint that does not verify proves nothing; without a client there is no redirect.
  const clientId = hint?.clientId ?? (parameters.has('id_token_hint') ? undefined : named);
  return clientId === undefined ? undefined : context.stores.clients.find(context.pool, clientId);
}

function locationOf(parameters: Parameters, client: Client | undefined): string | undefined {
  const uri = parameters.get('post_logout_redirect_uri');
  if (uri === undefined || !client) return undefined;
  if (!client.postLogoutRedirectUris.includes(uri)) {
    throw new OAuthError(
      'logout-redirect-uri',
      'post_logout_redirect_uri is not registered for this application: it must equal a registered one, character for character.',
    ).noting({ details: { post_logout_redirect_uri: redactedUri(uri) } });
  }
  const state = parameters.get('state');
  return state === undefined
    ? uri
    : `${uri}${uri.includes('?') ? '&' : '?'}${encodeParameters([['state', state]])}`;
}

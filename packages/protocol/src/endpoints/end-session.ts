/** End Session Endpoint — OpenID Connect RP-Initiated Logout 1.0. */
import { encodeParameters, type HttpRequest, type HttpResponse, type Parameters } from '@symbolon/foundation';
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import type { Client } from '../client.ts';
import { OAuthError } from '../errors.ts';
import { redactedUri, refusalDetails } from '../event-details.ts';
import type { PendingLogout } from '../interactions.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { deliveryLifetime } from '../logout/back-channel.ts';
import { frontChannelFrames } from '../logout/front-channel.ts';
import { redirect } from '../responses.ts';
import type { Session } from '../stores/index.ts';
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
    const session = await namedSession(request, hint, client, context);
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

async function leave(
  request: HttpRequest,
  { client, location, frames }: Omit<PendingLogout, 'sid'> & { readonly frames: readonly string[] },
  context: IssuerContext,
): Promise<HttpResponse> {
  const cookies = await context.userAgent.forgetSession(request);
  if (location !== undefined && frames.length === 0) return redirect(location, cookies);
  const next = location === undefined ? undefined : { href: location, applicationName: client?.name };
  const page = context.userAgent.signedOut(request, { frames, next });
  return { ...page, cookies: [...(page.cookies ?? []), ...cookies] };
}

/** The session that the hint names; of several else the one that the client uses, or the one used last. */
async function namedSession(
  request: HttpRequest,
  hint: IdTokenHint | undefined,
  client: Client | undefined,
  context: IssuerContext,
): Promise<Session | undefined> {
  const live = await context.userAgent.sessions(request);
  const [latest, ...others] = live;
  if (others.length === 0) return latest;
  const named = live.find(({ sid }) => sid === hint?.sid);
  if (named || !client) return named ?? latest;
  const ofSubject = live.find(({ userId }) => subjectIdentifier(context, client, userId) === hint?.sub);
  if (ofSubject) return ofSubject;
  const sids = live.map(({ sid }) => sid);
  const used = await context.stores.sessions.lastUsedBy(context.pool, client.clientId, sids);
  return live.find(({ sid }) => sid === used) ?? latest;
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
  const clientId = hint?.clientId ?? (parameters.isSent('id_token_hint') ? undefined : named);
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

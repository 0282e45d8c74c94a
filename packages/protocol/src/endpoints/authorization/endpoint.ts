/** Authorization Endpoint — RFC 6749 §3.1, OIDC Core §3.1.2, RFC 9207. */

import { type HttpRequest, type HttpResponse, Parameters } from '@symbolon/foundation';
import { subjectIdentifier } from '../../claims/subject-identifier.ts';
import { OAuthError } from '../../errors.ts';
import type { AboutAuthorization, EventDetails } from '../../events.ts';
import type { Progress } from '../../interactions.ts';
import type { IssuerContext } from '../../issuer-context.ts';
import { sessionState } from '../../logout/session-state.ts';
import { answerWith } from '../../response-types/index.ts';
import { errorMembers } from '../../responses.ts';
import { browserParameters } from '../browser-request.ts';
import { checkAuthorizationRequest } from './checks/index.ts';
import { type Decision, decide } from './decision.ts';
import { approvedDetails, refusedDetails, sessionDetails } from './details.ts';
import { type Addressed, type AuthorizationRequest, addressOf } from './request.ts';
import { selectSession } from './selection.ts';
import { readSource, type Sourced } from './sources.ts';

export async function authorization(request: HttpRequest, context: IssuerContext): Promise<HttpResponse> {
  let parameters: Parameters;
  try {
    parameters = browserParameters(request);
  } catch (error) {
    return refuse(request, error, undefined, context);
  }
  return answerAuthorizationRequest(request, parameters, {}, context);
}

/** Judges the request from the beginning, with what the end-user has done meanwhile. */
export async function answerAuthorizationRequest(
  request: HttpRequest,
  sent: Parameters,
  progress: Progress,
  context: IssuerContext,
): Promise<HttpResponse> {
  const source = await orRefusal(readSource(sent, progress.resumed === true, context));
  const addressed = await orRefusal(
    addressOf(source instanceof OAuthError ? sent : source.parameters, context),
  );
  if (addressed instanceof OAuthError) {
    return refuse(request, source instanceof OAuthError ? source : addressed, sent, context);
  }
  try {
    if (source instanceof OAuthError) throw source;
    const { parameters, pushedRequest } = source;
    const asked = await checkAuthorizationRequest({
      parameters,
      addressed,
      context,
      pushed: pushedRequest !== undefined,
    });
    return await carryOut({ request, source, asked, progress, context });
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    note(request, context, {
      outcome: 'refused',
      clientId: addressed.client.clientId,
      reason: reasonOf(error),
      ...error.about,
      details: refusedDetails(source instanceof OAuthError ? sent : source.parameters, error),
    });
    return respond(addressed, redirectedError(request, error, context), context);
  }
}

/** A redirect has no headers that its receiver could read: the address of the rule ends with the id of the request. */
function redirectedError({ correlationId }: HttpRequest, error: OAuthError, context: IssuerContext) {
  const members = errorMembers(error, context);
  return { ...members, error_uri: `${members.error_uri}#${correlationId}` };
}

/** Says no on a page of our own: there is nothing to redirect to. */
function refuse(
  request: HttpRequest,
  error: unknown,
  sent: Parameters | undefined,
  context: IssuerContext,
): HttpResponse {
  if (!(error instanceof OAuthError)) throw error;
  note(request, context, {
    outcome: 'refused',
    clientId: sent?.get('client_id')?.slice(0, 100),
    reason: reasonOf(error),
    details: refusedDetails(sent ?? Parameters.none, error),
  });
  return context.userAgent.refuse(request, error);
}

const orRefusal = <T>(promise: Promise<T>): Promise<T | OAuthError> =>
  promise.catch((error: unknown) => {
    if (error instanceof OAuthError) return error;
    throw error;
  });

interface Pass {
  readonly request: HttpRequest;
  readonly source: Sourced;
  readonly asked: AuthorizationRequest;
  readonly progress: Progress;
  readonly context: IssuerContext;
}

async function carryOut(pass: Pass): Promise<HttpResponse> {
  const { request, source, asked, progress, context } = pass;
  const selection = await selectSession(request, asked, progress, context);
  const session = selection.kind === 'made' ? selection.session : undefined;
  const consented = await consentedScopes(asked, session?.userId, context);
  const decision = orNoting(sessionDetails(session, progress), () =>
    decide({
      request: asked,
      session,
      choice: selection.kind,
      subject: session && subjectIdentifier(context, asked.client, session.userId),
      progress,
      now: context.clock(),
      levels: context.acrValues,
      consented,
    }),
  );
  if (decision.kind === 'approve') return approve(pass, decision);
  return context.userAgent.interact(request, {
    kind: decision.step,
    purpose: 'authorization',
    client: asked.client,
    redirectUri: asked.redirectUri,
    responseMode: asked.responseMode.name,
    parameters: source.sent,
    loginHint: asked.loginHint,
    scope: asked.consentScope,
    progress: session ? { ...progress, session } : progress,
  });
}

async function approve(
  { request, source, asked, progress, context }: Pass,
  decision: Extract<Decision, { kind: 'approve' }>,
): Promise<HttpResponse> {
  const { session, consent } = decision;
  const { pushedRequest, parameters } = source;
  const { authorizationId, members } = await answerWith(context, asked.responseType, {
    request: asked,
    session,
    consent,
    pushedRequest,
  });
  const way = pushedRequest ? 'pushed' : source.sent === parameters ? undefined : 'request_object';
  note(request, context, {
    outcome: 'done',
    clientId: asked.client.clientId,
    userId: session.userId,
    sid: session.sid,
    authorizationId,
    details: approvedDetails(asked, decision, progress, way),
  });
  const { client, redirectUri, scope } = asked;
  const state = scope.includes('openid')
    ? sessionState(client.clientId, redirectUri, session.sid, context.random)
    : undefined;
  return respond(asked, { ...members, ...(state !== undefined && { session_state: state }) }, context);
}

/** Only a client that asks for consent needs the look-up. */
async function consentedScopes(
  asked: AuthorizationRequest,
  userId: string | undefined,
  context: IssuerContext,
): Promise<ReadonlySet<string>> {
  if (userId === undefined || asked.client.skipConsent) return new Set();
  return context.stores.consents.find(context.pool, userId, asked.client.clientId);
}

function respond(
  { redirectUri, responseMode, state }: Addressed,
  members: Readonly<Record<string, string>>,
  context: IssuerContext,
): HttpResponse {
  const parameters = Object.entries(members);
  if (state !== undefined) parameters.push(['state', state]);
  parameters.push(['iss', context.issuer]);
  return responseMode.respond(redirectUri, parameters);
}

/** Lets a refusal say what was known by then. */
function orNoting<T>(details: EventDetails, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof OAuthError ? error.noting({ details }) : error;
  }
}

const reasonOf = (error: OAuthError): string => `${error.rule}: ${error.reason ?? error.message}`;

function note(
  request: HttpRequest,
  context: IssuerContext,
  event: AboutAuthorization & {
    readonly outcome: 'done' | 'refused';
    readonly clientId?: string | undefined;
    readonly reason?: string;
  },
): void {
  const { correlationId, remoteAddress } = request;
  context.audit({
    pool: context.pool,
    type: 'authorization.requested',
    correlationId,
    remoteAddress,
    ...event,
  });
}

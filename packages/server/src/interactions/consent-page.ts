/** Consent as a page — OIDC Core §3.1.2.4. */
import type { HttpResponse } from '@symbolon/foundation';
import { renderConsentPage } from '@symbolon/login';
import type { Session } from '@symbolon/protocol';
import { doneFor, selectedFor } from './completion.ts';
import { clientOf, interactionPage, type Page, type Visit } from './page.ts';
import type { ConsentTicket } from './ticket.ts';

export const consentPage: Page<ConsentTicket> = {
  name: 'consent',
  accepts: ticket => ticket.kind === 'consent',
  show,
  submit,
  renew: ({ request, ticket, server }) => server.resume(request, ticket.pending, selectedFor(ticket.pending)),
};

/** Consent is asked of the end-user whose session led here, and of nobody who signed in meanwhile. */
async function askedSession({
  request,
  sessions,
  ticket,
}: Visit<ConsentTicket>): Promise<Session | undefined> {
  return sessions.named(request, ticket.pending.sid);
}

async function show(visit: Visit<ConsentTicket>): Promise<HttpResponse> {
  const { context, users, server, request, base, sealed } = visit;
  const { pending } = visit.ticket;
  const session = await askedSession(visit);
  const user = session && (await users.find(context.pool, session.userId));
  if (!user) return server.resume(request, pending, selectedFor(pending));
  const client = await clientOf(visit, pending.clientId);
  const page = renderConsentPage({
    ...visit.surroundings,
    applicationName: client?.name ?? pending.clientId,
    userName: user.displayName,
    policyUri: client?.policyUri,
    termsUri: client?.tosUri,
    scopes: pending.scope.map(name => ({ name })),
    action: `${base}/consent`,
    ticket: sealed,
  });
  return interactionPage(200, page, pending);
}

async function submit(visit: Visit<ConsentTicket>): Promise<HttpResponse> {
  const { request, server } = visit;
  const { pending } = visit.ticket;
  const session = await askedSession(visit);
  if (!session) return server.resume(request, pending, selectedFor(pending));
  if (request.form.get('decision') !== 'allow') return server.resume(request, pending, { denied: true });
  return server.resume(request, pending, {
    session,
    ...doneFor(pending),
    consentedScope: pending.scope,
  });
}

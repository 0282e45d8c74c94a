/** The confirmation of a logout as a page — RP-Initiated Logout §2, §6. */
import type { HttpResponse } from '@symbolon/foundation';
import { renderLogoutConfirmationPage } from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import { formTargetOf, htmlPage } from '../http/html-page.ts';
import { clientOf, type Page, type Visit } from './page.ts';
import type { LogoutTicket } from './ticket.ts';

export const logoutPage: Page<LogoutTicket> = {
  name: 'logout',
  accepts: ticket => ticket.kind === 'logout',
  show,
  submit,
  renew: async ({ request, errorPages }) => errorPages.nothingPending(request),
};

async function show(visit: Visit<LogoutTicket>): Promise<HttpResponse> {
  const { ticket, base, sealed, request, sessions, users, context } = visit;
  const session = await sessions.named(request, ticket.sid);
  const user = session && (await users.find(context.pool, session.userId));
  const client = await clientOf(visit, ticket.clientId);
  const page = renderLogoutConfirmationPage({
    ...visit.surroundings,
    applicationName: client?.name,
    userName: user?.displayName,
    action: `${base}/logout`,
    ticket: sealed,
  });
  return htmlPage(200, page, ticket.location === undefined ? [] : formTargetOf(ticket.location));
}

async function submit(visit: Visit<LogoutTicket>): Promise<HttpResponse> {
  const { request, ticket, server } = visit;
  if (request.form.get('decision') !== 'sign_out') return redirect('/');
  const client = await clientOf(visit, ticket.clientId);
  return server.signOut(request, { client, sid: ticket.sid, location: ticket.location });
}

/** Which of several accounts is meant, as a page — OIDC Core §3.1.2.1 (`prompt=select_account`). */
import type { HttpResponse } from '@symbolon/foundation';
import { type OwnAccount, renderSelectAccountPage } from '@symbolon/login';
import { redirect, type Session } from '@symbolon/protocol';
import { homeOf, turnBack } from './completion.ts';
import { applicationNameOf, interactionPage, noteStep, type Page, stepHref, type Visit } from './page.ts';
import type { SelectAccountTicket } from './ticket.ts';

type SelectVisit = Visit<SelectAccountTicket>;

export const selectAccountPage: Page<SelectAccountTicket> = {
  name: 'select-account',
  begins: 'select_account',
  accepts: ticket => ticket.kind === 'select_account',
  show: visit => form(visit, 200),
  submit,
  renew: visit => form(visit, 200),
};

async function form(visit: SelectVisit, status: number, error?: 'gone'): Promise<HttpResponse> {
  const { request, sessions, base, sealed, ticket } = visit;
  const live = await sessions.all(request);
  if (live.length === 0) return signInAnew(visit);
  const page = renderSelectAccountPage({
    ...visit.surroundings,
    applicationName: await applicationNameOf(visit, ticket.pending),
    accounts: await Promise.all(live.map(session => accountOf(visit, session))),
    error,
    action: `${base}/select-account`,
    ticket: sealed,
  });
  return interactionPage(status, page, ticket.pending);
}

/** The address tells two people of one name apart. */
async function accountOf({ directory, context }: SelectVisit, session: Session): Promise<OwnAccount> {
  const user = await directory.find(context.pool, session.userId);
  const { displayName = session.userId, identifiers = [] } = user ?? {};
  const [address] = ['email', 'phone', 'username'].flatMap(kind =>
    identifiers.filter(each => each.kind === kind).map(({ value }) => value),
  );
  return { sid: session.sid, name: displayName, address };
}

const signInAnew = (visit: SelectVisit): HttpResponse =>
  redirect(stepHref(visit, 'login', { kind: 'login', pending: visit.ticket.pending }));

async function submit(visit: SelectVisit): Promise<HttpResponse> {
  const { form: fields } = visit.request;
  const leaving = fields.get('sign_out');
  if (leaving !== undefined) return signOut(visit, leaving);
  switch (fields.get('action')) {
    case 'another':
      return signInAnew(visit);
    case 'cancel':
      return turnBack(visit);
    default:
      return choose(visit, fields.get('account'));
  }
}

/** Only what this browser is signed in to can be chosen: the name of a session is no secret. */
async function choose(visit: SelectVisit, sid: string | undefined): Promise<HttpResponse> {
  const { request, sessions, server, base, ticket } = visit;
  const session = await sessions.named(request, sid);
  if (!session) return refuse(visit);
  noteStep(visit, 'account.selected', { kind: 'done', userId: session.userId });
  const { pending } = ticket;
  const [preferred, answer] = await Promise.all([
    sessions.prefer(request, session),
    pending.purpose === 'account'
      ? redirect(homeOf({ base }, pending))
      : server.resume(request, pending, { session, selected: session.sid }),
  ]);
  return { ...answer, cookies: [...preferred, ...(answer.cookies ?? [])] };
}

/** Its applications are told; the others of the browser go on. */
async function signOut(visit: SelectVisit, sid: string): Promise<HttpResponse> {
  const { request, sessions, server, origin, ticket } = visit;
  if (!(await sessions.named(request, sid))) return refuse(visit);
  const location = `${origin}${stepHref(visit, 'select-account', ticket)}`;
  return server.signOut(request, { client: undefined, sid, location });
}

function refuse(visit: SelectVisit): Promise<HttpResponse> {
  noteStep(visit, 'account.selected', { kind: 'refused', reason: 'no session of this browser' });
  return form(visit, 400, 'gone');
}

/** Signing in as a page — OIDC Core §3.1.2.3. */
import type { HttpResponse } from '@symbolon/foundation';
import { type LoginView, renderLoginPage, type SignInOutcome } from '@symbolon/login';
import { clientOf, interactionPage, type Page, type Visit } from './page.ts';
import type { LoginTicket } from './ticket.ts';

export const loginPage: Page<LoginTicket> = {
  name: 'login',
  accepts: ticket => ticket.kind === 'login',
  show: visit => form(visit, 200, { identifier: visit.ticket.loginHint }),
  submit,
  renew,
};

async function form(
  visit: Visit<LoginTicket>,
  status: number,
  view: Pick<LoginView, 'identifier' | 'error'>,
): Promise<HttpResponse> {
  const { ticket, sealed, base } = visit;
  const client = await clientOf(visit, ticket.clientId);
  const applicationName = client?.name ?? ticket.clientId;
  const page = renderLoginPage({
    locale: 'en',
    applicationName,
    action: `${base}/login`,
    ticket: sealed,
    ...view,
  });
  return interactionPage(status, page, ticket);
}

/** Whoever has a session by now goes on; anyone else is told why the page is empty again. */
async function renew(visit: Visit<LoginTicket>): Promise<HttpResponse> {
  const { request, ticket, sessions, server } = visit;
  if (request.form.get('action') === 'cancel') return server.resume(request, ticket, { denied: true });
  if (await sessions.find(request)) return server.resume(request, ticket, {});
  const identifier = request.form.get('identifier') ?? ticket.loginHint;
  return form(visit, 200, { identifier, error: { kind: 'expired' } });
}

async function submit(visit: Visit<LoginTicket>): Promise<HttpResponse> {
  const { request, ticket, context, login, sessions, server } = visit;
  if (request.form.get('action') === 'cancel') return server.resume(request, ticket, { denied: true });
  const identifier = request.form.get('identifier');
  const password = request.form.get('password');
  if (identifier === undefined) return form(visit, 400, { error: { kind: 'missing', field: 'identifier' } });
  if (password === undefined)
    return form(visit, 400, { identifier, error: { kind: 'missing', field: 'password' } });

  const outcome = await login.signIn(context.pool, {
    identifier,
    password,
    remoteAddress: request.remoteAddress,
  });
  note(visit, outcome);
  if (outcome.kind !== 'authenticated') return refuse(visit, outcome, identifier);
  const { session, cookies } = await sessions.begin(request, {
    userId: outcome.userId,
    amr: outcome.amr,
    acr: outcome.acr,
    remember: request.form.has('remember'),
  });
  const response = await server.resume(request, ticket, { session, signedInAs: session.sid });
  return { ...response, cookies: [...cookies, ...(response.cookies ?? [])] };
}

type Refused = Exclude<SignInOutcome, { kind: 'authenticated' }>;

const refusedStatus = { refused: 400, blocked: 429, busy: 503 } as const satisfies Record<
  Refused['kind'],
  number
>;

async function refuse(
  visit: Visit<LoginTicket>,
  outcome: Refused,
  identifier: string,
): Promise<HttpResponse> {
  const page = await form(visit, refusedStatus[outcome.kind], { identifier, error: outcome });
  if (outcome.kind === 'refused') return page;
  return { ...page, headers: { ...page.headers, 'retry-after': String(outcome.retryAfter) } };
}

function note({ request, context, ticket }: Visit<LoginTicket>, outcome: SignInOutcome): void {
  const { correlationId, remoteAddress } = request;
  const event = {
    pool: context.pool,
    type: 'login.attempted',
    correlationId,
    remoteAddress,
    clientId: ticket.clientId,
  };
  if (outcome.kind === 'authenticated') context.audit({ ...event, outcome: 'done', userId: outcome.userId });
  else context.audit({ ...event, outcome: 'refused', reason: outcome.kind });
}

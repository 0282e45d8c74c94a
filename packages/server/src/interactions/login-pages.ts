/** Login, consent and logout as routes: the ticket opened, the end-user asked, the protocol resumed. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { type Login, type LoginView, type LoginStores, renderConsentPage, renderLoginPage, renderLogoutConfirmationPage, type SignInOutcome } from '@symbolon/login';
import { type AuthorizationServer, type Client, type IssuerContext, redirect } from '@symbolon/protocol';
import type { CookieJar } from '../http/cookies.ts';
import { formTargetOf, htmlPage } from '../http/html-page.ts';
import type { Route } from '../http/route.ts';
import { isFromOwnPage } from '../http/same-site.ts';
import type { ErrorPages } from '../site/error-pages.ts';
import type { BrowserSessions } from './sessions.ts';
import type { InteractionTicket, Ticket, Tickets } from './ticket.ts';
import { browserOf } from './user-agent.ts';

export interface LoginPagesDependencies {
  readonly context: IssuerContext;
  readonly server: AuthorizationServer;
  readonly origin: string;
  readonly base: string;
  readonly login: Login;
  readonly users: LoginStores['users'];
  readonly tickets: Tickets;
  readonly sessions: BrowserSessions;
  readonly cookies: CookieJar;
  readonly errorPages: ErrorPages;
}

type Kind = Ticket['kind'];
type TicketOf<K extends Kind> = Extract<Ticket, { kind: K }>;

export function createLoginPages(dependencies: LoginPagesDependencies): readonly Route[] {
  return [
    route(dependencies, 'login', { show: showLogin, submit: submitLogin }),
    route(dependencies, 'consent', { show: showConsent, submit: submitConsent }),
    route(dependencies, 'logout', { show: showLogout, submit: submitLogout }),
  ];
}

interface Opened<K extends Kind> extends LoginPagesDependencies {
  readonly request: HttpRequest;
  readonly ticket: TicketOf<K>;
  /** The ticket as it travels. */
  readonly sealed: string;
}

interface Step<K extends Kind> {
  show(opened: Opened<K>): Promise<HttpResponse>;
  submit(opened: Opened<K>): Promise<HttpResponse>;
}

const isOf = <K extends Kind>(ticket: Ticket, kind: K): ticket is TicketOf<K> => ticket.kind === kind;

/** One page: shown by GET, submitted by POST, both only with a ticket of its kind that this browser holds. */
function route<K extends Kind>(dependencies: LoginPagesDependencies, kind: K, step: Step<K>): Route {
  const { base, errorPages, tickets, cookies, origin } = dependencies;
  return {
    path: `${base}/${kind}`,
    methods: ['GET', 'POST'],
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    async handle(request) {
      const submitted = request.method === 'POST';
      if (submitted && !isFromOwnPage(request, origin)) return errorPages.foreignForm(request);
      const sealed = (submitted ? request.form : request.query).get('ticket');
      if (sealed === undefined) return errorPages.nothingPending(request);
      const opened = tickets.open(sealed, browserOf(request, cookies));
      if (opened.kind === 'foreign' || !isOf(opened.ticket, kind)) return errorPages.foreignTicket(request);
      // What has expired is begun again: the request in the ticket is still the one that the client sent.
      if (opened.kind === 'expired') return opened.ticket.kind === 'logout' ? errorPages.nothingPending(request) : dependencies.server.resume(request, opened.ticket.parameters, {});
      const page = { ...dependencies, request, ticket: opened.ticket, sealed };
      return submitted ? step.submit(page) : step.show(page);
    },
  };
}

const clientOf = ({ context }: LoginPagesDependencies, clientId: string): Promise<Client | undefined> => context.stores.clients.find(context.pool, clientId);

const formTarget = (ticket: InteractionTicket): string[] => formTargetOf(ticket.parameters.get('redirect_uri') ?? '');

async function showLogin(opened: Opened<'login'>): Promise<HttpResponse> {
  return loginPage(opened, 200, { identifier: opened.ticket.loginHint });
}

async function loginPage(opened: Opened<'login'>, status: number, view: Pick<LoginView, 'identifier' | 'error'>): Promise<HttpResponse> {
  const client = await clientOf(opened, opened.ticket.clientId);
  const page = renderLoginPage({
    locale: 'en',
    applicationName: client?.name ?? opened.ticket.clientId,
    action: `${opened.base}/login`,
    ticket: opened.sealed,
    ...view,
  });
  return htmlPage(status, page, formTarget(opened.ticket));
}

async function submitLogin(opened: Opened<'login'>): Promise<HttpResponse> {
  const { request, ticket, context, login, sessions, server } = opened;
  if (request.form.get('action') === 'cancel') return server.resume(request, ticket.parameters, { denied: true });
  const identifier = request.form.get('identifier');
  const password = request.form.get('password');
  if (identifier === undefined || password === undefined) {
    return loginPage(opened, 400, { identifier, error: { kind: 'missing', field: identifier === undefined ? 'identifier' : 'password' } });
  }
  const outcome = await login.signIn(context.pool, { identifier, password, remoteAddress: request.remoteAddress });
  noteSignIn(opened, outcome);
  if (outcome.kind !== 'authenticated') return refuseSignIn(opened, outcome, identifier);
  const { session, cookie } = await sessions.begin(request, { userId: outcome.userId, amr: outcome.amr, remember: request.form.has('remember') });
  const response = await server.resume(request, ticket.parameters, { session, signedInAs: session.sid });
  return { ...response, cookies: [cookie, ...(response.cookies ?? [])] };
}

type Refused = Exclude<SignInOutcome, { kind: 'authenticated' }>;

const refusedStatus = { refused: 400, blocked: 429, busy: 503 } as const;

async function refuseSignIn(opened: Opened<'login'>, outcome: Refused, identifier: string): Promise<HttpResponse> {
  const page = await loginPage(opened, refusedStatus[outcome.kind], { identifier, error: outcome });
  if (outcome.kind === 'refused') return page;
  return { ...page, headers: { ...page.headers, 'retry-after': String(outcome.retryAfter) } };
}

function noteSignIn({ request, context, ticket }: Opened<'login'>, outcome: SignInOutcome): void {
  const { correlationId, remoteAddress } = request;
  const event = { pool: context.pool, type: 'login.attempted', correlationId, remoteAddress, clientId: ticket.clientId };
  if (outcome.kind === 'authenticated') context.audit({ ...event, outcome: 'done', userId: outcome.userId });
  else context.audit({ ...event, outcome: 'refused', reason: outcome.kind });
}

/** The consent is asked of the end-user whose session led here, and of nobody who signed in meanwhile. */
async function consentingSession({ request, sessions, ticket }: Opened<'consent'>) {
  const session = await sessions.find(request);
  return session && session.sid === ticket.sid ? session : undefined;
}

async function showConsent(opened: Opened<'consent'>): Promise<HttpResponse> {
  const { context, ticket, users, server, request } = opened;
  const session = await consentingSession(opened);
  const user = session && (await users.find(context.pool, session.userId));
  if (!session || !user) return server.resume(request, ticket.parameters, {});
  const client = await clientOf(opened, ticket.clientId);
  const page = renderConsentPage({
    locale: 'en',
    applicationName: client?.name ?? ticket.clientId,
    userName: user.displayName,
    scopes: ticket.scope.map(name => ({ name })),
    action: `${opened.base}/consent`,
    ticket: opened.sealed,
  });
  return htmlPage(200, page, formTarget(ticket));
}

async function submitConsent(opened: Opened<'consent'>): Promise<HttpResponse> {
  const { request, ticket, server } = opened;
  const session = await consentingSession(opened);
  if (!session) return server.resume(request, ticket.parameters, {});
  if (request.form.get('decision') !== 'allow') return server.resume(request, ticket.parameters, { denied: true });
  return server.resume(request, ticket.parameters, {
    session,
    ...(ticket.signedInAs !== undefined && { signedInAs: ticket.signedInAs }),
    consentedScope: ticket.scope,
  });
}

async function showLogout(opened: Opened<'logout'>): Promise<HttpResponse> {
  const { ticket } = opened;
  const client = ticket.clientId === undefined ? undefined : await clientOf(opened, ticket.clientId);
  const page = renderLogoutConfirmationPage({
    locale: 'en',
    applicationName: client?.name,
    action: `${opened.base}/logout`,
    ticket: opened.sealed,
  });
  return htmlPage(200, page, ticket.location === undefined ? [] : formTargetOf(ticket.location));
}

async function submitLogout(opened: Opened<'logout'>): Promise<HttpResponse> {
  const { request, ticket, server, sessions } = opened;
  if (request.form.get('decision') !== 'sign_out') return redirect(opened.base === '' ? '/' : opened.base);
  const session = await sessions.find(request);
  const client = ticket.clientId === undefined ? undefined : await clientOf(opened, ticket.clientId);
  return server.signOut(request, { client, sid: session?.sid ?? ticket.sid, location: ticket.location });
}


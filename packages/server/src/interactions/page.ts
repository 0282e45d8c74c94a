/** A page of the login as a route: the ticket opened, shown by GET, submitted by POST. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { LoginStores, Sender, Surroundings } from '@symbolon/login';
import {
  type AuditEvent,
  type AuthorizationServer,
  type Client,
  type IssuerContext,
  redirect,
} from '@symbolon/protocol';
import type { UserDirectory } from '@symbolon/storage';
import type { PoolSettings } from '../config/pool-settings.ts';
import type { CookieJar } from '../http/cookies.ts';
import { formTargetOf, htmlPage, inPopup } from '../http/html-page.ts';
import type { Route } from '../http/route.ts';
import { isFromOwnPage } from '../http/same-site.ts';
import type { ErrorPages } from '../site/error-pages.ts';
import type { KnownDevices } from './known-devices.ts';
import type { LoginServices } from './login-services.ts';
import type { BrowserSessions } from './sessions.ts';
import { surround } from './surroundings.ts';
import type { Pending, Ticket, Tickets } from './ticket.ts';
import { beginAt, browserOf } from './user-agent.ts';

export interface PageDependencies extends LoginServices {
  readonly context: IssuerContext;
  readonly server: AuthorizationServer;
  readonly origin: string;
  /** Where the pool's pages are. */
  readonly base: string;
  /** On the way to that application, or to none. */
  readonly settings: (clientId: string | undefined) => PoolSettings;
  readonly users: LoginStores['users'];
  readonly credentials: LoginStores['credentials'];
  readonly directory: UserDirectory;
  readonly tickets: Tickets;
  readonly sessions: BrowserSessions;
  readonly devices: KnownDevices;
  readonly cookies: CookieJar;
  readonly errorPages: ErrorPages;
}

/** A request for a page, with what is pending. */
export interface Visit<T extends Ticket> extends PageDependencies {
  readonly request: HttpRequest;
  readonly ticket: T;
  /** What the ticket is bound to. */
  readonly browser: string;
  /** The ticket as it travels. */
  readonly sealed: string;
  /** Of whatever page answers. */
  readonly surroundings: Surroundings;
}

export interface Page<T extends Ticket> {
  /** Its path below the pool's. */
  readonly name: string;
  /** What it begins with where it is opened without a ticket, on the way to the account page; any other page says that nothing is pending. */
  readonly begins?: 'login' | 'select_account';
  readonly accepts: (ticket: Ticket) => ticket is T;
  readonly show: (visit: Visit<T>) => Promise<HttpResponse>;
  readonly submit: (visit: Visit<T>) => Promise<HttpResponse>;
  /** Answers either method where the end-user took too long; the ticket of the visit is sealed anew. */
  readonly renew: (visit: Visit<T>) => Promise<HttpResponse>;
}

/** Both methods ask for a ticket of the page's kind that was given to this very browser. */
export function pageRoute<T extends Ticket>(page: Page<T>, dependencies: PageDependencies): Route {
  const { base, errorPages, tickets, cookies, origin } = dependencies;
  return {
    path: `${base}/${page.name}`,
    methods: ['GET', 'POST'],
    measured: 'pages',
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    async handle(request) {
      const submitted = request.method === 'POST';
      if (submitted && !isFromOwnPage(request, origin)) {
        noteForgery(page.name, request, 'sent from a page of another site', dependencies);
        return errorPages.foreignForm(request);
      }
      const sealed = (submitted ? request.form : request.query).get('ticket');
      if (sealed === undefined) {
        if (submitted || !page.begins) return errorPages.nothingPending(request);
        return begin(request, page.name, page.begins, dependencies);
      }
      const browser = browserOf(request, cookies);
      const opened = tickets.open(sealed, browser);
      if (browser === undefined || opened.kind === 'foreign' || !page.accepts(opened.ticket)) {
        noteForgery(page.name, request, 'altered ticket, or one of another browser or page', dependencies);
        return errorPages.foreignTicket(request);
      }
      const { ticket } = opened;
      const current = opened.kind === 'expired' ? tickets.seal(ticket, browser) : sealed;
      // Where the ticket has expired nothing on the page may carry it on: what it proved is to be proven again.
      const { surroundings, finish } = surround(
        request,
        { ...dependencies, ...wishesOf(ticket) },
        opened.kind === 'open' ? { action: `${base}/${page.name}`, fields: [['ticket', sealed]] } : undefined,
      );
      const visit = { ...dependencies, request, ticket, browser, sealed: current, surroundings };
      if (opened.kind === 'expired') return finish(await page.renew(visit));
      return finish(await (submitted ? page.submit(visit) : page.show(visit)));
    },
  };
}

/** What the ticket says of the language, and of whose page it is. */
function wishesOf(ticket: Ticket): {
  readonly asked: string | undefined;
  readonly clientId: string | undefined;
} {
  if (ticket.kind === 'logout') return { asked: ticket.uiLocales, clientId: ticket.clientId };
  const { pending } = ticket;
  const asked = pending.purpose === 'account' ? undefined : pending.parameters.get('ui_locales');
  return { asked, clientId: clientIdOf(pending) };
}

/** A bookmark, or an address that was typed: whoever is signed in goes to their account, anyone else signs in to it. */
async function begin(
  request: HttpRequest,
  page: string,
  kind: 'login' | 'select_account',
  { base, tickets, cookies, sessions, context }: PageDependencies,
): Promise<HttpResponse> {
  if (page === 'login' && (await sessions.find(request))) return redirect(`${base}/u`);
  const { random } = context;
  const ticket = { kind, pending: { purpose: 'account' } } as const;
  return beginAt(request, { base, tickets, cookies, random }, page, ticket);
}

function noteForgery(
  page: string,
  { correlationId, remoteAddress }: HttpRequest,
  reason: string,
  { context }: PageDependencies,
): void {
  const { pool } = context;
  const type = `${page.replaceAll('/', '.').replaceAll('-', '_')}.refused`;
  context.audit({ pool, type, outcome: 'refused', correlationId, remoteAddress, reason });
}

/** A page about a pending authorization request: its forms may end at the client, and a popup keeps its opener. */
export function interactionPage(status: number, body: string, pending: Pending): HttpResponse {
  if (pending.purpose === 'account') return htmlPage(status, body);
  const page = htmlPage(status, body, formTargetOf(pending.redirectUri));
  return pending.responseMode === 'web_message' ? inPopup(page) : page;
}

/** Such a page where the end-user has to wait. */
export const waitingPage = (page: HttpResponse, retryAfter: number): HttpResponse => ({
  ...page,
  headers: { ...page.headers, 'retry-after': String(retryAfter) },
});

/** Where the next step is, with its ticket; also as a link. */
export const stepHref = (
  { base, tickets, browser }: Pick<Visit<Ticket>, 'base' | 'tickets' | 'browser'>,
  page: string,
  ticket: Ticket,
): string => `${base}/${page}?ticket=${tickets.seal(ticket, browser)}`;

export const clientIdOf = (pending: Pending): string | undefined =>
  pending.purpose === 'account' ? undefined : pending.clientId;

/** What the end-user is on the way to, as pages and messages call it; undefined for their account page. */
export async function applicationNameOf(
  dependencies: PageDependencies,
  pending: Pending,
): Promise<string | undefined> {
  const clientId = clientIdOf(pending);
  return (await clientOf(dependencies, clientId))?.name ?? clientId;
}

/** Who a message comes from. */
export async function senderOf(visit: Visit<Exclude<Ticket, { kind: 'logout' }>>): Promise<Sender> {
  const { ticket, surroundings, context } = visit;
  const application = await applicationNameOf(visit, ticket.pending);
  return {
    senderName: application ?? surroundings.frame?.look?.name ?? context.pool,
    applicationId: clientIdOf(ticket.pending),
  };
}

/** Notes what became of a step. */
export function noteStep(
  { request, context, ticket }: Visit<Exclude<Ticket, { kind: 'logout' }>>,
  type: string,
  outcome:
    | ({ readonly kind: 'done' } & Pick<AuditEvent, 'userId' | 'sid' | 'details'>)
    | { readonly kind: 'refused'; readonly reason: string },
): void {
  const { correlationId, remoteAddress } = request;
  const clientId = clientIdOf(ticket.pending);
  const event = {
    pool: context.pool,
    type,
    correlationId,
    remoteAddress,
    ...(clientId !== undefined && { clientId }),
  };
  const { kind, ...said } = outcome;
  context.audit({ ...event, outcome: kind, ...said });
}

export const clientOf = async (
  { context }: PageDependencies,
  clientId: string | undefined,
): Promise<Client | undefined> =>
  clientId === undefined ? undefined : context.stores.clients.find(context.pool, clientId);

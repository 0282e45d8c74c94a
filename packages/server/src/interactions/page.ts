/** A page of the login as a route: the ticket opened, shown by GET, submitted by POST. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { Login, LoginStores } from '@symbolon/login';
import type { AuthorizationServer, Client, IssuerContext } from '@symbolon/protocol';
import type { CookieJar } from '../http/cookies.ts';
import { formTargetOf, htmlPage, inPopup } from '../http/html-page.ts';
import type { Route } from '../http/route.ts';
import { isFromOwnPage } from '../http/same-site.ts';
import type { ErrorPages } from '../site/error-pages.ts';
import type { BrowserSessions } from './sessions.ts';
import type { ConsentTicket, LoginTicket, Ticket, Tickets } from './ticket.ts';
import { browserOf } from './user-agent.ts';

export interface PageDependencies {
  readonly context: IssuerContext;
  readonly server: AuthorizationServer;
  readonly origin: string;
  /** Where the pool's pages are. */
  readonly base: string;
  readonly login: Login;
  readonly users: LoginStores['users'];
  readonly tickets: Tickets;
  readonly sessions: BrowserSessions;
  readonly cookies: CookieJar;
  readonly errorPages: ErrorPages;
}

/** A request for a page, with what is pending. */
export interface Visit<T extends Ticket> extends PageDependencies {
  readonly request: HttpRequest;
  readonly ticket: T;
  /** The ticket as it travels. */
  readonly sealed: string;
}

export interface Page<T extends Ticket> {
  readonly name: string;
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
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    async handle(request) {
      const submitted = request.method === 'POST';
      if (submitted && !isFromOwnPage(request, origin)) {
        noteForgery(page.name, request, 'sent from a page of another site', dependencies);
        return errorPages.foreignForm(request);
      }
      const sealed = (submitted ? request.form : request.query).get('ticket');
      if (sealed === undefined) return errorPages.nothingPending(request);
      const browser = browserOf(request, cookies);
      const opened = tickets.open(sealed, browser);
      if (browser === undefined || opened.kind === 'foreign' || !page.accepts(opened.ticket)) {
        noteForgery(page.name, request, 'altered ticket, or one of another browser or page', dependencies);
        return errorPages.foreignTicket(request);
      }
      const { ticket } = opened;
      if (opened.kind === 'expired') {
        return page.renew({ ...dependencies, request, ticket, sealed: tickets.seal(ticket, browser) });
      }
      const visit = { ...dependencies, request, ticket, sealed };
      return submitted ? page.submit(visit) : page.show(visit);
    },
  };
}

function noteForgery(
  page: string,
  { correlationId, remoteAddress }: HttpRequest,
  reason: string,
  { context }: PageDependencies,
): void {
  const { pool } = context;
  context.audit({ pool, type: `${page}.refused`, outcome: 'refused', correlationId, remoteAddress, reason });
}

/** A page about a pending authorization request: its forms may end at the client, and a popup keeps its opener. */
export function interactionPage(
  status: number,
  body: string,
  ticket: LoginTicket | ConsentTicket,
): HttpResponse {
  const page = htmlPage(status, body, formTargetOf(ticket.redirectUri));
  return ticket.responseMode === 'web_message' ? inPopup(page) : page;
}

export const clientOf = async (
  { context }: PageDependencies,
  clientId: string | undefined,
): Promise<Client | undefined> =>
  clientId === undefined ? undefined : context.stores.clients.find(context.pool, clientId);

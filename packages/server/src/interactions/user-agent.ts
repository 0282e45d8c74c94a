/** The browser as the protocol asks for it: pages of the login, cookies of the session. */
import {
  type HttpRequest,
  type HttpResponse,
  newBearerValue,
  type PoolId,
  type Random,
} from '@symbolon/foundation';
import {
  canonicalIdentifier,
  type LoginStores,
  renderDeviceOutcomePage,
  renderDevicePage,
  renderSignedOutPage,
} from '@symbolon/login';
import { type PendingInteraction, type PendingLogout, redirect, type UserAgent } from '@symbolon/protocol';
import type { PoolSettings } from '../config/pool-settings.ts';
import type { CookieJar } from '../http/cookies.ts';
import { htmlPage, leavingPage } from '../http/html-page.ts';
import type { ErrorPages } from '../site/error-pages.ts';
import type { BrowserSessions } from './sessions.ts';
import { surround } from './surroundings.ts';
import type { Ticket, Tickets } from './ticket.ts';

export interface UserAgentDependencies {
  /** Where the pool's pages are: the empty text for the default pool, `/NAME` for any other. */
  readonly base: string;
  readonly tickets: Tickets;
  readonly sessions: BrowserSessions;
  readonly pool: PoolId;
  readonly users: Pick<LoginStores['users'], 'findByIdentifier'>;
  readonly cookies: CookieJar;
  readonly random: Random;
  readonly errorPages: ErrorPages;
  /** On the way to that application, or to none. */
  readonly settings: (clientId: string | undefined) => PoolSettings;
}

/** The cookie that ties tickets to a browser. One small value, however many tabs are open. */
export const browserCookie = 'symbolon-browser';

const browserForm = /^[\w-]{22}$/;

/** The browser's own value, where it has a sound one. */
export function browserOf(request: HttpRequest, cookies: CookieJar): string | undefined {
  const value = request.cookie(cookies.name(browserCookie));
  return value !== undefined && browserForm.test(value) ? value : undefined;
}

/** Sends the browser to a page with a ticket of its own. */
export function beginAt(
  request: HttpRequest,
  { base, tickets, cookies, random }: Pick<UserAgentDependencies, 'base' | 'tickets' | 'cookies' | 'random'>,
  page: string,
  ticket: Ticket,
): HttpResponse {
  const known = browserOf(request, cookies);
  const browser = known ?? newBearerValue(random).slice(0, 22);
  const location = `${base}/${page}?ticket=${tickets.seal(ticket, browser)}`;
  return redirect(location, known === undefined ? [cookies.set(browserCookie, browser)] : []);
}

const askedBy = ({ query, form }: HttpRequest): string | undefined =>
  query.get('ui_locales') ?? form.get('ui_locales');

/** THE TABLE of what the protocol asks an end-user for: where, and with which ticket. */
const steps = {
  login: { page: 'login', ticket: 'login' },
  select_account: { page: 'select-account', ticket: 'select_account' },
  second_factor: { page: 'login/second-factor', ticket: 'step_up' },
  consent: { page: 'consent', ticket: 'consent' },
} as const;

export function createUserAgent(dependencies: UserAgentDependencies): UserAgent {
  const { base, tickets, sessions, cookies, random, errorPages, pool, users } = dependencies;

  const sendWith = (request: HttpRequest, page: string, ticket: Ticket): HttpResponse =>
    beginAt(request, { base, tickets, cookies, random }, page, ticket);

  return {
    sessions: request => sessions.all(request),
    useSession: (request, session) => sessions.use(request, session),
    async hintedSession(among, loginHint) {
      const canonical = canonicalIdentifier(loginHint);
      const user = canonical === undefined ? undefined : await users.findByIdentifier(pool, canonical);
      return among.find(({ userId }) => userId === user?.id);
    },
    forgetSession: request => sessions.forget(request),
    browserStateCookie: sessions.stateCookie,
    refuse: (request, error) => errorPages.protocol(request, error),
    signedOut(request, { frames, next }) {
      const { surroundings, finish } = surround(request, { ...dependencies, asked: askedBy(request) });
      const page = renderSignedOutPage({ ...surroundings, frames, next });
      return finish(leavingPage(page, frames, next?.href));
    },

    deviceOutcome(request, outcome) {
      const action = `${base}/device`;
      if (outcome !== 'unknown') {
        const { surroundings, finish } = surround(request, dependencies);
        return finish(htmlPage(200, renderDeviceOutcomePage({ ...surroundings, outcome })));
      }
      const { surroundings, finish } = surround(request, dependencies, { action, fields: [] });
      const userCode = request.form.get('user_code')?.slice(0, 20);
      const view = { ...surroundings, action, userCode, error: 'unknown' } as const;
      return finish(htmlPage(400, renderDevicePage(view)));
    },

    interact: (request, pending: PendingInteraction) =>
      sendWith(request, steps[pending.kind].page, {
        kind: steps[pending.kind].ticket,
        pending: {
          clientId: pending.client.clientId,
          purpose: pending.purpose,
          redirectUri: pending.redirectUri,
          responseMode: pending.responseMode,
          parameters: pending.parameters,
          loginHint: pending.loginHint,
          scope: pending.scope,
          sid: pending.progress.session?.sid,
          signedInAs: pending.progress.signedInAs,
          selected: pending.progress.selected,
          steppedUp: pending.kind === 'consent' && pending.progress.steppedUp === true,
        },
      }),

    confirmLogout: (request, { client, sid, location }: PendingLogout) =>
      sendWith(request, 'logout', {
        kind: 'logout',
        clientId: client?.clientId,
        sid,
        location,
        uiLocales: askedBy(request),
      }),
  };
}

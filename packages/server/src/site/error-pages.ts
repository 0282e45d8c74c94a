/** Pages for what went wrong, where there is nowhere to redirect to. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { type ErrorView, renderErrorPage } from '@symbolon/login';
import { type OAuthError, type RuleId, rules } from '@symbolon/protocol';
import type { CookieJar } from '../http/cookies.ts';
import { htmlPage } from '../http/html-page.ts';
import { languageOf } from '../interactions/language.ts';

export interface ErrorPages {
  /** A broken rule of the protocol, for the developer; a friendly title for the end-user. */
  readonly protocol: (request: HttpRequest, error: OAuthError) => HttpResponse;
  readonly notFound: (request: HttpRequest) => HttpResponse;
  /** A page that is only reached from an application was opened by itself. */
  readonly nothingPending: (request: HttpRequest) => HttpResponse;
  /** The ticket is another browser's, or was altered. */
  readonly foreignTicket: (request: HttpRequest) => HttpResponse;
  /** The form was sent from a page of another site. */
  readonly foreignForm: (request: HttpRequest) => HttpResponse;
}

/** Seconds after which it is worth trying again. */
export const unavailableRetryAfter = 5;

export function createErrorPages(errorUri: (rule: RuleId) => string, cookies: CookieJar): ErrorPages {
  const page = (
    request: HttpRequest,
    status: number,
    view: Pick<ErrorView, 'reason' | 'rule'>,
  ): HttpResponse =>
    htmlPage(
      status,
      renderErrorPage({
        locale: languageOf(request, cookies, { asked: request.query.get('ui_locales') }).locale,
        correlationId: request.correlationId,
        ...view,
      }),
    );
  return {
    protocol(request, error) {
      const rule = {
        code: error.code,
        rule: `${rules[error.rule].title} (${rules[error.rule].section})`,
        change: error.message,
        href: errorUri(error.rule),
      };
      if (error.rule === 'internal') return page(request, 500, { reason: { kind: 'unexpected' } });
      if (error.rule === 'unavailable') {
        const retryAfter = error.retryAfter ?? unavailableRetryAfter;
        const busy = page(request, 503, { reason: { kind: 'busy', retryAfter } });
        return { ...busy, headers: { ...busy.headers, 'retry-after': String(retryAfter) } };
      }
      // A browser that is shown a page must not be asked for a password by its own dialogue.
      return page(request, error.status === 401 ? 400 : error.status, { reason: { kind: 'request' }, rule });
    },
    notFound: request => page(request, 404, { reason: { kind: 'not_found' } }),
    nothingPending: request => page(request, 400, { reason: { kind: 'expired' } }),
    foreignTicket: request => page(request, 403, { reason: { kind: 'expired' } }),
    foreignForm: request => page(request, 403, { reason: { kind: 'request' } }),
  };
}

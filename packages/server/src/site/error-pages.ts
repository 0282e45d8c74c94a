/** Pages for what went wrong, where there is nowhere to redirect to. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { renderErrorPage, type ErrorPageView } from '@symbolon/login';
import { type OAuthError, type RuleId, rules } from '@symbolon/protocol';
import { htmlPage } from '../http/html-page.ts';

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

export function createErrorPages(errorUri: (rule: RuleId) => string): ErrorPages {
  const page = (request: HttpRequest, status: number, view: Omit<ErrorPageView, 'locale' | 'correlationId'>): HttpResponse =>
    htmlPage(status, renderErrorPage({ locale: 'en', correlationId: request.correlationId, ...view }));
  return {
    protocol: (request, error) =>
      // A browser that shows a page for invalid_client must not be asked for a password by its own dialogue.
      page(request, error.status === 401 ? 400 : error.status, {
        kind: 'protocol',
        error: error.code,
        description: error.message,
        rule: { title: rules[error.rule].title, section: rules[error.rule].section, href: errorUri(error.rule) },
      }),
    notFound: request => page(request, 404, { kind: 'not-found' }),
    nothingPending: request => page(request, 400, { kind: 'nothing-pending' }),
    foreignTicket: request => page(request, 403, { kind: 'foreign-ticket' }),
    foreignForm: request => page(request, 403, { kind: 'foreign-form' }),
  };
}

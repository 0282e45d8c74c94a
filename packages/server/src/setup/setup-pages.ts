/** The page behind the one-time link: the first administrator names themselves. */
import {
  type Clock,
  type HttpRequest,
  type HttpResponse,
  type PoolId,
  type Random,
  uuid,
} from '@symbolon/foundation';
import {
  identifiersOf,
  type PasswordHasher,
  passwordProblem,
  renderSetupPage,
  type SetupError,
  type UserStore,
} from '@symbolon/login';
import { type AuditTrail, redirect } from '@symbolon/protocol';
import type { CookieJar } from '../http/cookies.ts';
import { htmlPage } from '../http/html-page.ts';
import type { Route } from '../http/route.ts';
import { isFromOwnPage } from '../http/same-site.ts';
import { languageOf } from '../interactions/language.ts';
import type { ErrorPages } from '../site/error-pages.ts';
import type { SetupLinks } from './setup-link.ts';

export interface SetupDependencies {
  readonly origin: string;
  /** Where the new administrator goes on. */
  readonly next: string;
  /** The pool of the administrators. */
  readonly pool: PoolId;
  readonly links: SetupLinks;
  readonly users: UserStore;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly random: Random;
  readonly audit: AuditTrail;
  readonly errorPages: ErrorPages;
  readonly cookies: CookieJar;
}

export function createSetupRoute(dependencies: SetupDependencies): Route {
  const { origin, links, errorPages } = dependencies;
  return {
    path: '/setup',
    methods: ['GET', 'POST'],
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    async handle(request) {
      const submitted = request.method === 'POST';
      if (submitted && !isFromOwnPage(request, origin)) {
        noteRefusal(request, 'sent from a page of another site', dependencies);
        return errorPages.foreignForm(request);
      }
      const token = (submitted ? request.form : request.query).get('ticket');
      if (token === undefined || !(await links.isOpen(token))) {
        noteRefusal(request, 'not, or no longer, the set-up link', dependencies);
        return errorPages.nothingPending(request);
      }
      if (submitted) return submit(request, token, dependencies);
      return formOf(request, token, dependencies)(200);
    },
  };
}

function noteRefusal(
  { correlationId, remoteAddress }: HttpRequest,
  reason: string,
  { audit, pool }: SetupDependencies,
): void {
  audit({ pool, type: 'setup.refused', outcome: 'refused', correlationId, remoteAddress, reason });
}

type Form = (status: number, error?: SetupError) => HttpResponse;

function formOf(request: HttpRequest, ticket: string, { cookies }: SetupDependencies): Form {
  const { locale, cookies: chosen } = languageOf(request, cookies);
  const frame = { languages: { action: '/setup', fields: [['ticket', ticket]] as const } };
  const username = request.form.get('username');
  return (status, error) => ({
    ...htmlPage(status, renderSetupPage({ locale, frame, action: '/setup', ticket, username, error })),
    cookies: chosen,
  });
}

async function submit(
  request: HttpRequest,
  token: string,
  dependencies: SetupDependencies,
): Promise<HttpResponse> {
  const { links, users, pool, clock, random, audit, hasher } = dependencies;
  const form = formOf(request, token, dependencies);
  const username = request.form.get('username') ?? '';
  const password = request.form.get('password') ?? '';
  const identifiers = identifiersOf({ username });
  if (identifiers.kind === 'unusable') return form(400, { kind: 'username_unusable' });
  const problem = passwordProblem(password);
  if (problem) return form(400, problem);
  if (password !== request.form.get('password_again')) return form(400, { kind: 'passwords_differ' });
  const hashed = await hasher.hash(password);
  if (hashed.kind === 'busy') return form(503, hashed);
  if (hashed.kind === 'too_long') return form(400, { kind: 'password_too_long' });

  if ((await links.consume(token)) === 'refused') return dependencies.errorPages.nothingPending(request);
  const user = {
    id: uuid(random),
    identifiers: identifiers.identifiers,
    passwordHash: hashed.hash,
    claims: { preferred_username: username, name: username },
    managedBy: 'console' as const,
    role: 'owner',
  };
  if ((await users.create(pool, user, clock())) === 'taken') {
    await links.restore(token);
    return form(400, { kind: 'username_taken' });
  }
  await links.close();
  const { correlationId, remoteAddress } = request;
  audit({
    pool,
    type: 'administrator.created',
    outcome: 'done',
    correlationId,
    remoteAddress,
    userId: user.id,
  });
  return redirect(dependencies.next);
}

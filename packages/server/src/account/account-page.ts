/** A page of the account as a route: a session is needed, and a form comes back with what this session alone was given. */
import { createHmac } from 'node:crypto';
import { equalInConstantTime, type HttpRequest, type HttpResponse, type PoolId } from '@symbolon/foundation';
import type { ConfirmationError, Locale, PasswordHasher, Surroundings, Tell } from '@symbolon/login';
import { type AuditEvent, deliveryLifetime, type Session } from '@symbolon/protocol';
import type { AuditStore, DirectoryUser, Ending } from '@symbolon/storage';
import { type OwnerNotice, tellOwner } from '../delivery/owner-notice.ts';
import type { Route } from '../http/route.ts';
import { isFromOwnPage } from '../http/same-site.ts';
import type { PageDependencies } from '../interactions/page.ts';
import { surround } from '../interactions/surroundings.ts';
import { beginAt } from '../interactions/user-agent.ts';

export interface AccountDependencies extends PageDependencies {
  readonly auditStore: AuditStore;
  readonly hasher: PasswordHasher;
  readonly tell: Tell;
  readonly logoutsQueued: () => void;
  /** What forms are marked with. */
  readonly formKey: Buffer;
}

/** A request by one who is signed in. */
export interface AccountVisit extends AccountDependencies {
  readonly request: HttpRequest;
  readonly session: Session;
  readonly user: DirectoryUser;
  readonly pool: PoolId;
  readonly locale: Locale;
  readonly surroundings: Surroundings;
  /** The path of the account page. */
  readonly account: string;
  /** Goes into every form. */
  readonly formTicket: string;
}

export interface AccountPage {
  /** Below the account page; empty for itself. */
  readonly name: string;
  readonly show?: (visit: AccountVisit) => Promise<HttpResponse>;
  readonly submit?: (visit: AccountVisit) => Promise<HttpResponse>;
}

export function accountRoute(page: AccountPage, dependencies: AccountDependencies): Route {
  const { base, errorPages, sessions, origin, context, directory, formKey } = dependencies;
  const { pool } = context;
  const account = `${base}/u`;
  const refuseForm = (request: HttpRequest, reason: string) => {
    const { correlationId, remoteAddress } = request;
    context.audit({
      pool,
      type: 'account.refused',
      outcome: 'refused',
      correlationId,
      remoteAddress,
      reason,
    });
    return errorPages.foreignForm(request);
  };
  const ticketOf = (sid: string) => createHmac('sha256', formKey).update(sid).digest('base64url');
  const path = page.name === '' ? account : `${account}/${page.name}`;
  return {
    path,
    methods: [...(page.show ? (['GET'] as const) : []), ...(page.submit ? (['POST'] as const) : [])],
    measured: 'pages',
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    async handle(request) {
      const isSubmitted = request.method === 'POST';
      if (isSubmitted && !isFromOwnPage(request, origin))
        return refuseForm(request, 'sent from a page of another site');
      const live = await sessions.all(request);
      const sent = request.form.get('ticket') ?? '';
      // A form acts for whom it was made for, whoever was chosen in another tab since.
      const made = isSubmitted && live.find(({ sid }) => equalInConstantTime(sent, ticketOf(sid)));
      const session = made || live[0];
      const user = session && (await directory.find(pool, session.userId));
      if (!session || !user) return signInFirst(request, dependencies);
      const formTicket = ticketOf(session.sid);
      if (isSubmitted && !made) return refuseForm(request, 'a form of another session, or of none');
      // Asked again after the version was read: what ends their sessions makes another one.
      if (isSubmitted && !(await sessions.named(request, session.sid)))
        return signInFirst(request, dependencies);
      const { surroundings, finish } = surround(request, dependencies, {
        action: page.show ? path : account,
        fields: [],
      });
      const visit = {
        ...dependencies,
        request,
        session,
        user,
        pool,
        account,
        formTicket,
        locale: surroundings.locale,
        surroundings,
      };
      const answer = isSubmitted ? page.submit : page.show;
      if (!answer) return errorPages.notFound(request);
      if (live.length > 1) sessions.use(request, session);
      const preferred = session === live[0] ? [] : await sessions.prefer(request, session);
      const response = await answer(visit);
      return finish({ ...response, cookies: [...preferred, ...(response.cookies ?? [])] });
    },
  };
}

/** Leads through the sign-in, and back to the account page. */
export function signInFirst(
  request: HttpRequest,
  { base, tickets, cookies, context: { random } }: AccountDependencies,
): HttpResponse {
  const ticket = { kind: 'login', pending: { purpose: 'account' } } as const;
  return beginAt(request, { base, tickets, cookies, random }, 'login', ticket);
}

/** Seconds for which a sign-in stands for the password of one who has none. */
const freshness = 300;

/** What can be signed in with is changed by one who has signed in just now (WebAuthn Level 3 §7.1, ASVS 5 §6.6). */
export const isFresh = ({ context, session }: AccountVisit): boolean =>
  context.clock() - session.authTime <= freshness;

/** Whether it is really them: by their password, or, where they have none, by a sign-in that is fresh. */
export async function confirmPresence(
  visit: AccountVisit,
): Promise<{ readonly kind: 'present' } | { readonly kind: 'stale' } | ConfirmationError> {
  const { user, request, login, devices, pool } = visit;
  if (!user.hasPassword) return isFresh(visit) ? { kind: 'present' } : { kind: 'stale' };
  const password = request.form.get('password') ?? '';
  const { remoteAddress } = request;
  const deviceOf = (userId: string) => devices.find(request, userId);
  const outcome = await login.confirm(pool, user.id, { password, remoteAddress, deviceOf });
  if (outcome.kind === 'authenticated') return { kind: 'present' };
  if (outcome.kind === 'refused') noteAct(visit, 'presence.confirmed', { reason: 'wrong password' });
  return outcome;
}

export const endingNow = ({ context }: AccountVisit): Ending => {
  const at = context.clock();
  return { at, deliverUntil: at + deliveryLifetime };
};

export function noteToOwner(
  { tell, pool, user, locale, surroundings, context }: AccountVisit,
  kind: OwnerNotice['tidings']['kind'],
): void {
  const senderName = surroundings.frame?.look?.name ?? pool;
  tellOwner(tell, { pool, user, at: context.clock(), tidings: { kind }, locale, senderName });
}

/** With a `reason` it was refused. */
export function noteAct(
  { request, pool, context, user }: AccountVisit,
  type: string,
  more: Pick<AuditEvent, 'sid' | 'clientId' | 'reason'> = {},
): void {
  const { correlationId, remoteAddress } = request;
  const outcome = more.reason === undefined ? 'done' : 'refused';
  context.audit({ pool, type, outcome, correlationId, remoteAddress, userId: user.id, ...more });
}

/** The second factor as a page, after the first one or alone — NIST SP 800-63B §4.2, OIDC Core §3.1.2.1 (`acr_values`). */
import type { HttpResponse } from '@symbolon/foundation';
import {
  acrOf,
  type FactorWays,
  renderSecondFactorPage,
  type SecondFactorError,
  type SecondFactorView,
  waysOf,
} from '@symbolon/login';
import { redirect, type Session } from '@symbolon/protocol';
import { completeSignIn, doneFor, goOn, turnBack } from './completion.ts';
import { interactionPage, noteStep, type Page, stepHref, type Visit, waitingPage } from './page.ts';
import type { SecondFactorTicket, StepUpTicket } from './ticket.ts';

type FactorVisit = Visit<SecondFactorTicket | StepUpTicket>;

/** Whose second factor it is, and how they can prove it. */
interface Asked {
  readonly userId: string;
  readonly ways: FactorWays;
  /** The session that is to be raised, where there is one. */
  readonly session: Session | undefined;
}

export const secondFactorPage: Page<SecondFactorTicket | StepUpTicket> = {
  name: 'login/second-factor',
  accepts: ticket => ticket.kind === 'second_factor' || ticket.kind === 'step_up',
  show: visit => whereAsked(visit, asked => form(visit, asked, 200)),
  submit: visit => whereAsked(visit, asked => submit(visit, asked)),
  renew: async visit => (visit.ticket.kind === 'step_up' ? goOn(visit) : startAgain(visit)),
};

/** Answers for one who has a second factor; the request of anybody else goes on without. */
async function whereAsked(
  visit: FactorVisit,
  answer: (asked: Asked) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const { ticket, request, sessions, server, context, credentials, settings } = visit;
  const session = ticket.kind === 'step_up' ? await sessions.named(request, ticket.pending.sid) : undefined;
  // Asked of the end-user whose session led here, and of nobody who signed in meanwhile.
  const userId = ticket.kind === 'step_up' ? session?.userId : ticket.userId;
  if (userId === undefined) return goOn(visit);
  const policy = settings(undefined);
  const ways = waysOf(policy, await credentials.of(context.pool, userId));
  if (ways.totp || ways.passkey) return answer({ userId, ways, session });
  // Set up is the second factor at a sign-in.
  if (ticket.kind === 'second_factor' || policy.secondFactor === 'required') return startAgain(visit);
  return server.resume(request, ticket.pending, {
    ...doneFor(ticket.pending),
    ...(session && { session }),
    steppedUp: true,
  });
}

const startAgain = (
  visit: FactorVisit,
  notice?: 'second_factor_dead',
): Promise<HttpResponse> | HttpResponse =>
  redirect(stepHref(visit, 'login', { kind: 'login', pending: visit.ticket.pending, notice }));

async function form(
  visit: FactorVisit,
  { userId, ways }: Asked,
  status: number,
  typed: { readonly asks?: SecondFactorView['asks']; readonly error?: SecondFactorError } = {},
): Promise<HttpResponse> {
  const { base, sealed, ticket, passkeys, context, browser } = visit;
  const body = renderSecondFactorPage({
    ...visit.surroundings,
    action: `${base}/login/second-factor`,
    ticket: sealed,
    asks: ways.totp ? (typed.asks ?? 'code') : 'nothing',
    passkey: ways.passkey ? await passkeys.requestOptions(context.pool, browser, userId) : undefined,
    error: typed.error,
  });
  return interactionPage(status, body, ticket.pending);
}

function submit(visit: FactorVisit, asked: Asked): Promise<HttpResponse> {
  const { form: fields } = visit.request;
  switch (fields.get('action')) {
    case 'back':
      return visit.ticket.kind === 'step_up' ? turnBack(visit) : Promise.resolve(startAgain(visit));
    case 'recovery':
      return form(visit, asked, 200, { asks: 'recovery_code' });
    case 'app':
      return form(visit, asked, 200);
    case 'passkey':
      return verifyPasskey(visit, asked);
    default:
      return verifyCode(visit, asked);
  }
}

async function verifyCode(visit: FactorVisit, asked: Asked): Promise<HttpResponse> {
  const { request, context, secondFactor, ticket, devices } = visit;
  const kind = request.form.has('recovery_code') ? 'recovery_code' : 'code';
  const typed = request.form.get(kind);
  const refuse = (status: number, error: SecondFactorError) =>
    form(visit, asked, status, { asks: kind, error });
  if (typed === undefined || !asked.ways.totp) return refuse(400, { kind: 'missing' });
  const outcome = await secondFactor.verify(context.pool, {
    userId: asked.userId,
    kind,
    typed,
    remoteAddress: request.remoteAddress,
    device: devices.find(request, asked.userId),
    pass: ticket.kind === 'second_factor' ? ticket.pass : undefined,
  });
  if (outcome.kind === 'proven') return finish(visit, asked, outcome.amr);
  noteStep(visit, 'second_factor.attempted', { kind: 'refused', reason: `${kind} ${outcome.kind}` });
  switch (outcome.kind) {
    case 'dead':
      return startAgain(visit, 'second_factor_dead');
    case 'blocked':
      return waitingPage(await refuse(429, outcome), outcome.retryAfter);
    case 'wrong':
      return refuse(400, { kind: 'wrong' });
  }
}

async function verifyPasskey(visit: FactorVisit, asked: Asked): Promise<HttpResponse> {
  const { request, context, passkeys, secondFactor, browser, ticket } = visit;
  const { userId, ways } = asked;
  const response = request.form.get('passkey') ?? '';
  const outcome = ways.passkey
    ? await passkeys.verify(context.pool, { response, browser, userId })
    : ({ kind: 'refused' } as const);
  if (outcome.kind === 'refused') {
    noteStep(visit, 'second_factor.attempted', { kind: 'refused', reason: 'passkey refused' });
    return form(visit, asked, 400, { error: { kind: 'passkey' } });
  }
  if (ticket.kind === 'second_factor' && (await secondFactor.finish(context.pool, ticket.pass)) === 'dead')
    return startAgain(visit, 'second_factor_dead');
  return finish(visit, asked, outcome.amr);
}

/** Both factors are proven. */
async function finish(
  visit: FactorVisit,
  { session, userId }: Asked,
  by: readonly string[],
): Promise<HttpResponse> {
  const { ticket, request, sessions, server } = visit;
  if (ticket.kind === 'second_factor')
    return completeSignIn({ ...visit, ticket }, { ...ticket, amr: [...new Set([...ticket.amr, ...by])] });
  const amr = [...new Set([...(session?.amr ?? []), ...by])];
  const raised = session && (await sessions.raise(request, session, { amr, acr: acrOf(amr) }));
  if (!raised) return goOn(visit);
  noteStep(visit, 'session.raised', { kind: 'done', userId });
  const progress = { session: raised.session, ...doneFor(ticket.pending), steppedUp: true } as const;
  const answer = await server.resume(request, ticket.pending, progress);
  return { ...answer, cookies: [...raised.cookies, ...(answer.cookies ?? [])] };
}

/** A new password for one who lost theirs, as pages: an address is proven, then the password is chosen — OWASP ASVS 5 §6.4. */
import type { HttpResponse } from '@symbolon/foundation';
import {
  addressOf,
  type NewPasswordView,
  type RecoverView,
  renderNewPasswordPage,
  renderRecoverPage,
} from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import { sendCode } from './code-page.ts';
import {
  clientIdOf,
  interactionPage,
  noteStep,
  type Page,
  senderOf,
  stepHref,
  type Visit,
  waitingPage,
} from './page.ts';
import type { LoginTicket, RecoveryTicket } from './ticket.ts';

type Step = Visit<LoginTicket | RecoveryTicket>;

/** Where nobody signs in by password, there is none to recover. */
const wherePasswords =
  <Given extends Step>(answer: (visit: Given) => Promise<HttpResponse>) =>
  async (visit: Given): Promise<HttpResponse> => {
    const { pending } = visit.ticket;
    return visit.settings(clientIdOf(pending)).methods.includes('password')
      ? answer(visit)
      : redirect(stepHref(visit, 'login', { kind: 'login', pending }));
  };

export const recoverPage: Page<LoginTicket> = {
  name: 'recover',
  begins: 'login',
  accepts: ticket => ticket.kind === 'login',
  show: wherePasswords(visit => addressForm(visit, 200)),
  renew: wherePasswords(visit => addressForm(visit, 200)),
  submit: wherePasswords(askForCode),
};

export const newPasswordPage: Page<RecoveryTicket> = {
  name: 'recover/password',
  accepts: ticket => ticket.kind === 'recovery_proven',
  show: wherePasswords(visit => passwordForm(visit, 200)),
  renew: async visit => startAgain(visit),
  submit: wherePasswords(change),
};

async function addressForm(
  visit: Step,
  status: number,
  view: Pick<RecoverView, 'identifier' | 'error'> = {},
): Promise<HttpResponse> {
  const { pending } = visit.ticket;
  const body = renderRecoverPage({
    ...visit.surroundings,
    action: `${visit.base}/recover`,
    // Also from a later step: from here on nothing is proven.
    ticket: visit.tickets.seal({ kind: 'login', pending }, visit.browser),
    backHref: stepHref(visit, 'login', { kind: 'login', pending }),
    ...view,
  });
  return interactionPage(status, body, pending);
}

async function askForCode(visit: Visit<LoginTicket>): Promise<HttpResponse> {
  const identifier = visit.request.form.get('identifier');
  const to = addressOf(identifier ?? '');
  if (to === undefined) return addressForm(visit, 400, { identifier, error: { kind: 'missing' } });
  const { pending } = visit.ticket;
  const sent = await sendCode(visit, { kind: 'recovery_code', pending, to, remember: false });
  if (sent.kind === 'sent') return sent.response;
  return waitingPage(await addressForm(visit, 429, { identifier, error: sent }), sent.retryAfter);
}

async function passwordForm(
  visit: Visit<RecoveryTicket>,
  status: number,
  error?: NewPasswordView['error'],
): Promise<HttpResponse> {
  const { base, sealed, ticket } = visit;
  const action = `${base}/recover/password`;
  const { address } = ticket.to;
  const body = renderNewPasswordPage({ ...visit.surroundings, action, ticket: sealed, address, error });
  return interactionPage(status, body, ticket.pending);
}

const startAgain = (visit: Visit<RecoveryTicket>): Promise<HttpResponse> =>
  addressForm(visit, 400, { error: { kind: 'dead' } });

async function change(visit: Visit<RecoveryTicket>): Promise<HttpResponse> {
  const { request, context, recover, ticket } = visit;
  const { pending, to, userId, state } = ticket;
  const password = request.form.get('password');
  if (password === undefined) return passwordForm(visit, 400, { kind: 'missing' });
  const sender = await senderOf(visit);
  const outcome = await recover(context.pool, {
    userId,
    by: to,
    state,
    password,
    locale: visit.surroundings.locale,
    ...sender,
  });
  if (outcome.kind === 'changed') {
    noteStep(visit, 'password.changed', { kind: 'done', userId });
    context.logoutsQueued();
    return redirect(stepHref(visit, 'login', { kind: 'login', pending, notice: 'password_changed' }));
  }
  noteStep(visit, 'password.changed', { kind: 'refused', reason: outcome.kind });
  if (outcome.kind === 'dead') return startAgain(visit);
  if (outcome.kind === 'busy')
    return waitingPage(await passwordForm(visit, 503, outcome), outcome.retryAfter);
  return passwordForm(visit, 400, outcome);
}

/** A second factor set up while signing in, where the pool demands one — NIST SP 800-63B §6.1.2. */
import type { HttpResponse } from '@symbolon/foundation';
import { keyUri, renderRecoveryCodesPage, renderSecondFactorSetupPage } from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import { completeSignIn } from './completion.ts';
import { applicationNameOf, interactionPage, noteStep, type Page, stepHref, type Visit } from './page.ts';
import type { SetupTicket } from './ticket.ts';

export const secondFactorSetupPage: Page<SetupTicket> = {
  name: 'login/second-factor/setup',
  accepts: ticket => ticket.kind === 'second_factor_setup',
  show: visit => form(visit, 200),
  submit,
  renew: async visit => startAgain(visit),
};

const startAgain = (visit: Visit<SetupTicket>): HttpResponse =>
  redirect(stepHref(visit, 'login', { kind: 'login', pending: visit.ticket.pending }));

async function form(
  visit: Visit<SetupTicket>,
  status: number,
  error?: 'missing' | 'wrong',
): Promise<HttpResponse> {
  const { base, sealed, ticket, users, context, origin } = visit;
  const user = await users.find(context.pool, ticket.userId);
  const application = await applicationNameOf(visit, ticket.pending);
  const { secret } = ticket;
  const body = renderSecondFactorSetupPage({
    ...visit.surroundings,
    action: `${base}/login/second-factor/setup`,
    ticket: sealed,
    secret,
    keyUri: keyUri(secret, application ?? new URL(origin).hostname, user?.displayName ?? ticket.userId),
    error,
  });
  return interactionPage(status, body, ticket.pending);
}

async function submit(visit: Visit<SetupTicket>): Promise<HttpResponse> {
  const { request, context, totp, ticket, base, tickets, browser } = visit;
  const { userId, secretsVersion, secret, pending } = ticket;
  if (request.form.get('action') === 'back') return startAgain(visit);
  const code = request.form.get('code');
  if (code === undefined) return form(visit, 400, 'missing');
  const outcome = await totp.enrol(context.pool, { userId, proof: { secretsVersion }, secret, code });
  if (outcome.kind !== 'enrolled')
    // Set up meanwhile in another window, then it is asked for; or the first factor is to be proven again.
    return outcome.kind === 'wrong' ? form(visit, 400, 'wrong') : startAgain(visit);
  noteStep(visit, 'second_factor.enrolled', { kind: 'done', userId });
  const who = { ...ticket, amr: [...new Set([...ticket.amr, ...totp.amr])] };
  return completeSignIn(visit, who, next => {
    const { locale, frame } = visit.surroundings;
    const body = renderRecoveryCodesPage({
      locale,
      // The codes are shown once: in no other language.
      frame: { ...frame, languages: undefined },
      action: `${base}/login/onward`,
      ticket: tickets.seal(next, browser),
      codes: outcome.recoveryCodes,
    });
    return interactionPage(200, body, pending);
  });
}

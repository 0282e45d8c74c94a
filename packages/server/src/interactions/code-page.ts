/** The pages on which a one-time code is typed, one for each thing that it proves — NIST SP 800-63B §5.1.3.2. */
import type { HttpResponse } from '@symbolon/foundation';
import {
  type Blocked,
  type CodeView,
  type ProofOutcome,
  passwordState,
  renderCodePage,
} from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import { changeAddress, isStillSignedIn } from './address-change.ts';
import { completeSignIn, goOn } from './completion.ts';
import { interactionPage, noteStep, type Page, senderOf, stepHref, type Visit, waitingPage } from './page.ts';
import type { CodeTicket, Ticket } from './ticket.ts';

type Proven = Extract<ProofOutcome, { kind: 'proven' }>;

interface Step {
  readonly kind: CodeTicket['kind'];
  readonly page: string;
  readonly purpose: 'sign_in' | 'sign_up' | 'recovery' | 'address';
  /** In the audit trail: that a code was asked for, and that one was wrong. */
  readonly events: { readonly requested: string; readonly attempted: string };
  /** Where one goes back to; left out where that is the account page. */
  readonly before?: string;
  /** Undefined where the proof leads nowhere, since nobody has the address. */
  readonly next: (visit: Visit<CodeTicket>, proven: Proven) => Promise<HttpResponse> | undefined;
}

/** THE TABLE of what a code proves, and what follows. */
const steps: Readonly<Record<CodeTicket['kind'], Step>> = {
  login_code: {
    kind: 'login_code',
    page: 'login/code',
    purpose: 'sign_in',
    events: { requested: 'login.code_requested', attempted: 'login.attempted' },
    before: 'login',
    next: (visit, { owner, amr }) =>
      owner &&
      completeSignIn(visit, {
        userId: owner.id,
        secretsVersion: owner.secretsVersion,
        amr,
        remember: visit.ticket.remember,
        passkeyCapable: false,
      }),
  },
  sign_up_code: {
    kind: 'sign_up_code',
    page: 'sign-up/code',
    purpose: 'sign_up',
    events: { requested: 'sign_up.requested', attempted: 'sign_up.attempted' },
    before: 'sign-up',
    next: async visit => {
      const { pending, to } = visit.ticket;
      return redirect(stepHref(visit, 'sign-up/details', { kind: 'sign_up_proven', pending, to }));
    },
  },
  recovery_code: {
    kind: 'recovery_code',
    page: 'recover/code',
    purpose: 'recovery',
    events: { requested: 'recovery.requested', attempted: 'recovery.attempted' },
    before: 'recover',
    next: (visit, { owner }) => owner && choosePassword(visit, owner.id, passwordState(owner)),
  },
  address_code: {
    kind: 'address_code',
    page: 'u/code',
    purpose: 'address',
    events: { requested: 'address.requested', attempted: 'address.attempted' },
    next: changeAddress,
  },
};

async function choosePassword(
  visit: Visit<CodeTicket>,
  userId: string,
  state: string,
): Promise<HttpResponse> {
  const { pending, to } = visit.ticket;
  const ticket = { kind: 'recovery_proven', pending, to, userId, state } as const;
  return redirect(stepHref(visit, 'recover/password', ticket));
}

const pageOf = (step: Step): Page<CodeTicket> => ({
  name: step.page,
  accepts: (ticket): ticket is CodeTicket => ticket.kind === step.kind,
  show: async visit => ((await isOpen(visit)) ? form(visit, 200) : goOn(visit)),
  submit: async visit => ((await isOpen(visit)) ? submit(visit, step) : goOn(visit)),
  renew: async visit =>
    step.kind === 'address_code' || (step.kind === 'login_code' && (await visit.sessions.find(visit.request)))
      ? goOn(visit)
      : form(visit, 200, { error: { kind: 'dead' } }),
});

const isOpen = async (visit: Visit<CodeTicket>): Promise<boolean> =>
  visit.ticket.kind !== 'address_code' || isStillSignedIn(visit);

export const codePages: readonly Page<CodeTicket>[] = Object.values(steps).map(pageOf);

/** Asks for a code, and leads to the page on which it is typed: the same whoever has the address. */
export async function sendCode(
  visit: Visit<Exclude<Ticket, { kind: 'logout' }>>,
  ticket: CodeTicket,
): Promise<{ readonly kind: 'sent'; readonly response: HttpResponse } | Blocked> {
  const { proofs, context, request, devices } = visit;
  const { purpose, events, page } = steps[ticket.kind];
  const { remoteAddress } = request;
  const sender = await senderOf(visit);
  const sent = await proofs.sendCode(context.pool, {
    purpose,
    to: ticket.to,
    userId: ticket.userId,
    remoteAddress,
    deviceOf: userId => devices.find(request, userId),
    locale: visit.surroundings.locale,
    ...sender,
  });
  if (sent.kind === 'blocked') {
    noteStep(visit, events.requested, { kind: 'refused', reason: 'blocked' });
    return sent;
  }
  noteStep(visit, events.requested, { kind: 'done' });
  return { kind: 'sent', response: redirect(stepHref(visit, page, ticket)) };
}

async function form(
  visit: Visit<CodeTicket>,
  status: number,
  view: Pick<CodeView, 'error' | 'notice'> = {},
): Promise<HttpResponse> {
  const { base, sealed, ticket } = visit;
  const action = `${base}/${steps[ticket.kind].page}`;
  const body = renderCodePage({
    ...visit.surroundings,
    action,
    ticket: sealed,
    address: ticket.to.address,
    ...view,
  });
  return interactionPage(status, body, ticket.pending);
}

async function submit(visit: Visit<CodeTicket>, step: Step): Promise<HttpResponse> {
  const { request, ticket, proofs, context, devices } = visit;
  const { remoteAddress } = request;
  const { pending, to } = ticket;
  switch (request.form.get('action')) {
    case 'back':
      return step.before === undefined
        ? goOn(visit)
        : redirect(stepHref(visit, step.before, { kind: 'login', pending }));
    case 'resend': {
      const sent = await sendCode(visit, ticket);
      return sent.kind === 'sent' ? form(visit, 200, { notice: 'resent' }) : blocked(visit, sent);
    }
  }
  const code = request.form.get('code');
  if (code === undefined) return form(visit, 400, { error: { kind: 'missing' } });
  const outcome = await proofs.verify(context.pool, {
    purpose: step.purpose,
    to,
    userId: ticket.userId,
    code,
    remoteAddress,
    deviceOf: userId => devices.find(request, userId),
  });
  if (outcome.kind === 'proven') {
    const next = step.next(visit, outcome);
    if (next) return next;
  }
  const kind = outcome.kind === 'proven' ? 'dead' : outcome.kind;
  noteStep(visit, step.events.attempted, { kind: 'refused', reason: `code ${kind}` });
  return outcome.kind === 'blocked'
    ? blocked(visit, outcome)
    : form(visit, 400, { error: { kind: kind === 'wrong' ? 'wrong' : 'dead' } });
}

const blocked = async (visit: Visit<CodeTicket>, error: Blocked): Promise<HttpResponse> =>
  waitingPage(await form(visit, 429, { error }), error.retryAfter);

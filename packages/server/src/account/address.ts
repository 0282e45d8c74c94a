/** Asking for another address: by one who shows that it is them, answered by a code that goes there — OWASP ASVS 5 §6.3.7. */
import type { HttpResponse } from '@symbolon/foundation';
import {
  addressOf,
  type ConfirmationError,
  identifierKindOf,
  renderAddressChangePage,
} from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import { htmlPage } from '../http/html-page.ts';
import { sendCode } from '../interactions/code-page.ts';
import { browserOf } from '../interactions/user-agent.ts';
import { type AccountPage, type AccountVisit, confirmPresence, signInFirst } from './account-page.ts';
import { confirmationForm, statusOf } from './confirmation-form.ts';

type Kind = 'email' | 'phone';

const pageOf = (kind: Kind): AccountPage => ({
  name: kind,
  show: async visit => (visit.user.managedBy === 'file' ? redirect(visit.account) : form(visit, kind)),
  async submit(visit) {
    const { user, account, request, session, cookies } = visit;
    if (user.managedBy === 'file') return redirect(account);
    const to = addressOf(request.form.get('address') ?? '');
    if (to === undefined || identifierKindOf(to) !== kind)
      return form(visit, kind, { kind: 'address_unusable' });
    const browser = browserOf(request, cookies);
    const presence = await confirmPresence(visit);
    if (presence.kind === 'stale' || browser === undefined) return signInFirst(request, visit);
    if (presence.kind !== 'present') return form(visit, kind, presence);
    const ticket = {
      kind: 'address_code',
      pending: { purpose: 'account' },
      to,
      remember: false,
      userId: user.id,
      sid: session.sid,
    } as const;
    const sent = await sendCode({ ...visit, browser, ticket, sealed: '' }, ticket);
    return sent.kind === 'sent' ? sent.response : form(visit, kind, sent);
  },
});

export const emailPage = pageOf('email');
export const phonePage = pageOf('phone');

const form = (visit: AccountVisit, kind: Kind, error?: ConfirmationError): HttpResponse =>
  htmlPage(
    statusOf(error),
    renderAddressChangePage({
      ...confirmationForm(visit, error),
      kind,
      address: visit.request.form.get('address'),
    }),
  );

/** The end of an account, at the wish of its owner — GDPR article 17. */
import type { HttpResponse } from '@symbolon/foundation';
import { type ConfirmationError, renderAccountDeletedPage, renderAccountDeletionPage } from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import { htmlPage } from '../http/html-page.ts';
import {
  type AccountPage,
  type AccountVisit,
  confirmPresence,
  endingNow,
  noteAct,
  signInFirst,
} from './account-page.ts';
import { confirmationForm, statusOf } from './confirmation-form.ts';

export const deletionPage: AccountPage = {
  name: 'delete',
  show: async visit => (visit.user.managedBy === 'file' ? redirect(visit.account) : form(visit)),
  async submit(visit) {
    const { user, account, request, pool, directory, sessions, logoutsQueued, surroundings } = visit;
    if (user.managedBy === 'file') return redirect(account);
    const presence = await confirmPresence(visit);
    if (presence.kind === 'stale') return signInFirst(request, visit);
    if (presence.kind !== 'present') return form(visit, presence);
    const outcome = await directory.remove(pool, user.id, user.version, endingNow(visit));
    if (outcome === 'last_owner') return form(visit, { kind: 'last_owner' });
    if (outcome === 'stale') return redirect(account);
    logoutsQueued();
    noteAct(visit, 'account.deleted');
    return {
      ...htmlPage(200, renderAccountDeletedPage(surroundings)),
      cookies: await sessions.forget(request),
    };
  },
};

const form = (visit: AccountVisit, error?: ConfirmationError): HttpResponse =>
  htmlPage(statusOf(error), renderAccountDeletionPage(confirmationForm(visit, error)));

/** Another password, by one who knows the present one — OWASP ASVS 5 §6.2.3, NIST SP 800-63B §5.1.1. */
import type { HttpResponse } from '@symbolon/foundation';
import { type ConfirmationError, passwordProblem, renderPasswordChangePage } from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import { htmlPage } from '../http/html-page.ts';
import {
  type AccountPage,
  type AccountVisit,
  confirmPresence,
  endingNow,
  noteAct,
  noteToOwner,
  signInFirst,
} from './account-page.ts';
import { confirmationForm, statusOf } from './confirmation-form.ts';

export const passwordPage: AccountPage = {
  name: 'password',
  show: async visit => (visit.user.managedBy === 'file' ? redirect(visit.account) : form(visit)),
  async submit(visit) {
    const { user, account, request, hasher, sessions, session, users, pool } = visit;
    if (user.managedBy === 'file') return redirect(account);
    const wanted = request.form.get('new_password');
    if (wanted === undefined) return form(visit, { kind: 'missing' });
    const problem = passwordProblem(wanted);
    if (problem) return form(visit, problem);
    const before = await users.find(pool, user.id);
    const presence = await confirmPresence(visit);
    if (presence.kind === 'stale' || !before) return signInFirst(request, visit);
    if (presence.kind !== 'present') return form(visit, presence);
    const hashed = await hasher.hash(wanted);
    if (hashed.kind === 'busy') return form(visit, hashed);
    if (hashed.kind === 'too_long') return form(visit, { kind: 'password_too_long' });
    const secretsVersion = await change(visit, before.secretsVersion, hashed.hash);
    if (secretsVersion === undefined) return signInFirst(request, visit);
    // The change has ended every session, so the browser that asked for it gets another one.
    // Nobody has signed in: when they did, and how, stays as it was.
    const { userId, amr, acr, authTime, persistent: remember } = session;
    const begun = await sessions.begin(request, { userId, secretsVersion, amr, acr, authTime, remember });
    if (!begun) return signInFirst(request, visit);
    return { ...redirect(`${account}?done=password_changed`), cookies: begun.cookies };
  },
};

/** The version of the secrets that it makes; undefined where they are not those any more by which it was confirmed. */
async function change(visit: AccountVisit, confirmed: number, to: string): Promise<number | undefined> {
  const { users, pool, user, logoutsQueued } = visit;
  const present = await users.find(pool, user.id);
  // The hash may have become stronger meanwhile, and is the same password then.
  if (present?.secretsVersion !== confirmed) return undefined;
  const from = present.passwordHash;
  const outcome = await users.changePassword(pool, user.id, { from, to }, endingNow(visit));
  if (outcome === 'refused') return undefined;
  logoutsQueued();
  noteAct(visit, 'password.changed');
  noteToOwner(visit, 'password_changed');
  return confirmed + 1;
}

const form = (visit: AccountVisit, error?: ConfirmationError): HttpResponse =>
  htmlPage(statusOf(error), renderPasswordChangePage(confirmationForm(visit, error)));

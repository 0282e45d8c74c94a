/** An authenticator app: set up, given new recovery codes, removed — NIST SP 800-63B §6.1.2. */
import { createHmac } from 'node:crypto';
import type { HttpResponse } from '@symbolon/foundation';
import { keyUri, renderRecoveryCodesPage, renderSecondFactorSetupPage, totpSecretOf } from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import { htmlPage } from '../http/html-page.ts';
import {
  type AccountPage,
  type AccountVisit,
  isFresh,
  noteAct,
  noteToOwner,
  signInFirst,
} from './account-page.ts';

export const authenticatorPage: AccountPage = {
  name: 'authenticator',
  show: async visit => (await refusal(visit)) ?? form(visit, 200),
  async submit(visit) {
    const {
      request,
      account,
      totp,
      pool,
      user,
      session: { sid },
    } = visit;
    if (request.form.get('action') === 'back') return redirect(account);
    const refused = await refusal(visit);
    if (refused) return refused;
    const code = request.form.get('code');
    if (code === undefined) return form(visit, 400, 'missing');
    const outcome = await totp.enrol(pool, {
      userId: user.id,
      proof: { sid },
      secret: secretOf(visit),
      code,
    });
    if (outcome.kind !== 'enrolled')
      return outcome.kind === 'wrong' ? form(visit, 400, 'wrong') : redirect(account);
    noteAct(visit, 'second_factor.enrolled');
    return recoveryCodes(visit, outcome.recoveryCodes);
  },
};

export const authenticatorChangePage: AccountPage = {
  name: 'authenticator-change',
  async submit(visit) {
    const { request, account, totp, credentials, pool, user } = visit;
    if (!isFresh(visit)) return signInFirst(request, visit);
    if (request.form.get('change') === 'remove') {
      await credentials.removeTotp(pool, user.id);
      noteAct(visit, 'second_factor.removed');
      noteToOwner(visit, 'second_factor_removed');
      return redirect(`${account}?done=factor_removed`);
    }
    const codes = await totp.renewRecoveryCodes(pool, user.id);
    if (!codes) return redirect(account);
    noteAct(visit, 'recovery_codes.renewed');
    return recoveryCodes(visit, codes);
  },
};

/** Whoever has an app has nothing to set up; the form after the recovery codes comes back here as well. */
async function refusal(visit: AccountVisit): Promise<HttpResponse | undefined> {
  const { request, account, credentials, pool, user, settings } = visit;
  if (settings(undefined).secondFactor === 'off') return redirect(account);
  if ((await credentials.of(pool, user.id)).totp) return redirect(`${account}?done=factor_added`);
  return isFresh(visit) ? undefined : signInFirst(request, visit);
}

/** Another one after every sign-in, the same for as long as the page may be open: so it is kept nowhere. */
const secretOf = ({ formKey, session, user }: AccountVisit): string =>
  totpSecretOf(
    createHmac('sha256', formKey).update(`totp ${user.id} ${session.sid} ${session.authTime}`).digest(),
  );

function form(visit: AccountVisit, status: number, error?: 'missing' | 'wrong'): HttpResponse {
  const { surroundings, account, formTicket, origin, user } = visit;
  const secret = secretOf(visit);
  const page = renderSecondFactorSetupPage({
    ...surroundings,
    action: `${account}/authenticator`,
    ticket: formTicket,
    secret,
    keyUri: keyUri(secret, new URL(origin).hostname, user.displayName),
    error,
  });
  return htmlPage(status, page);
}

const recoveryCodes = (
  { surroundings, account, formTicket }: AccountVisit,
  codes: readonly string[],
): HttpResponse =>
  htmlPage(
    200,
    renderRecoveryCodesPage({
      ...surroundings,
      action: `${account}/authenticator`,
      ticket: formTicket,
      codes,
    }),
  );

/** Passkeys: another one, and one less — WebAuthn Level 3 §7.1. */
import type { HttpResponse } from '@symbolon/foundation';
import { renderPasskeyOfferPage, speaker } from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import { htmlPage } from '../http/html-page.ts';
import { browserOf } from '../interactions/user-agent.ts';
import {
  type AccountPage,
  type AccountVisit,
  isFresh,
  noteAct,
  noteToOwner,
  signInFirst,
} from './account-page.ts';

export const passkeyPage: AccountPage = {
  name: 'passkey',
  show: visit => offer(visit, 200),
  async submit(visit) {
    const {
      request,
      account,
      passkeys,
      pool,
      user,
      locale,
      cookies,
      session: { sid },
    } = visit;
    const browser = browserOf(request, cookies);
    if (request.form.get('action') !== 'passkey') return redirect(account);
    if (!isUsable(visit) || browser === undefined) return signInFirst(request, visit);
    const response = request.form.get('passkey') ?? '';
    const name = speaker(locale)('passkey.name');
    const outcome = await passkeys.enrol(pool, {
      userId: user.id,
      proof: { sid },
      response,
      browser,
      name,
    });
    if (outcome !== 'enrolled') return offer(visit, 400);
    noteAct(visit, 'passkey.enrolled');
    return redirect(`${account}?done=passkey_added`);
  },
};

export const passkeyRemovalPage: AccountPage = {
  name: 'passkey-removal',
  async submit(visit) {
    const { request, account, credentials, pool, user } = visit;
    if (!isFresh(visit)) return signInFirst(request, visit);
    const credentialId = request.form.get('credential_id') ?? '';
    if ((await credentials.removePasskey(pool, user.id, credentialId)) === 'unknown')
      return redirect(account);
    noteAct(visit, 'passkey.removed');
    noteToOwner(visit, 'passkey_removed');
    return redirect(`${account}?done=passkey_removed`);
  },
};

const isUsable = (visit: AccountVisit): boolean =>
  isFresh(visit) && visit.settings(undefined).methods.includes('passkey');

async function offer(visit: AccountVisit, status: number): Promise<HttpResponse> {
  const { request, account, passkeys, pool, user, surroundings, formTicket, cookies } = visit;
  const browser = browserOf(request, cookies);
  if (!visit.settings(undefined).methods.includes('passkey')) return redirect(account);
  if (!isUsable(visit) || browser === undefined) return signInFirst(request, visit);
  const page = renderPasskeyOfferPage({
    ...surroundings,
    action: `${account}/passkey`,
    ticket: formTicket,
    passkey: await passkeys.creationOptions(pool, browser, user),
  });
  return htmlPage(status, page);
}

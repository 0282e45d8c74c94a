/** The page that offers a passkey, and where one goes on from there — WebAuthn Level 3 §7.1, OWASP ASVS 5 §6.6. */
import type { HttpResponse } from '@symbolon/foundation';
import { renderPasskeyOfferPage, speaker } from '@symbolon/login';
import type { Session } from '@symbolon/protocol';
import { goOn } from './completion.ts';
import { clientIdOf, interactionPage, noteStep, type Page, type Visit } from './page.ts';
import { declined } from './passkey-offer.ts';
import type { SignedInTicket } from './ticket.ts';

/** Seconds since the sign-in in which a passkey can be added. */
const freshness = 300;

export const passkeyOfferPage: Page<SignedInTicket> = {
  name: 'login/passkey',
  accepts: ticket => ticket.kind === 'signed_in',
  show,
  submit,
  renew: goOn,
};

/** After the recovery codes were read. */
export const onwardPage: Page<SignedInTicket> = {
  name: 'login/onward',
  accepts: ticket => ticket.kind === 'signed_in',
  show: goOn,
  submit: goOn,
  renew: goOn,
};

/** A new credential asks for a sign-in of just now, and for the very session that it led to. */
async function freshSession({
  request,
  sessions,
  context,
  settings,
  ticket: { sid, pending },
}: Visit<SignedInTicket>): Promise<Session | undefined> {
  const session = await sessions.named(request, sid);
  if (!session || context.clock() - session.authTime > freshness) return undefined;
  return settings(clientIdOf(pending)).methods.includes('passkey') ? session : undefined;
}

async function show(visit: Visit<SignedInTicket>): Promise<HttpResponse> {
  const { context, users, passkeys, browser, base, sealed, ticket } = visit;
  const session = await freshSession(visit);
  const user = session && (await users.find(context.pool, session.userId));
  if (!user) return goOn(visit);
  const page = renderPasskeyOfferPage({
    ...visit.surroundings,
    action: `${base}/login/passkey`,
    ticket: sealed,
    passkey: await passkeys.creationOptions(context.pool, browser, user),
  });
  return interactionPage(200, page, ticket.pending);
}

async function submit(visit: Visit<SignedInTicket>): Promise<HttpResponse> {
  const { request, context, passkeys, browser, cookies } = visit;
  if (request.form.get('action') !== 'passkey') {
    const answer = await goOn(visit);
    return { ...answer, cookies: [...(answer.cookies ?? []), declined(cookies)] };
  }
  const session = await freshSession(visit);
  if (!session) {
    noteStep(visit, 'passkey.enrolled', { kind: 'refused', reason: 'no sign-in of just now' });
    return goOn(visit);
  }
  const { userId, sid } = session;
  const response = request.form.get('passkey') ?? '';
  const name = speaker(visit.surroundings.locale)('passkey.name');
  const outcome = await passkeys.enrol(context.pool, { userId, response, browser, name, proof: { sid } });
  if (outcome === 'enrolled') {
    noteStep(visit, 'passkey.enrolled', { kind: 'done', userId });
    return goOn(visit);
  }
  noteStep(visit, 'passkey.enrolled', { kind: 'refused', reason: outcome });
  return { ...(await show(visit)), status: 400 };
}

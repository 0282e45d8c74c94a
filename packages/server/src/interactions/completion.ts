/** The end of every sign-in, by whatever method: the session begins, and what was pending goes on — OIDC Core §3.1.2.3. */
import type { HttpResponse } from '@symbolon/foundation';
import { acrOf, owedFactor } from '@symbolon/login';
import { type Progress, redirect } from '@symbolon/protocol';
import { consolePath } from '../console/console-routes.ts';
import { clientIdOf, noteStep, stepHref, type Visit } from './page.ts';
import { isPasskeyOffered } from './passkey-offer.ts';
import type { PendingAccount, PendingRequest, SignedInTicket, Ticket } from './ticket.ts';

export interface SignedIn {
  readonly userId: string;
  /** That of the user when they proved it, see `LoginUser`. */
  readonly secretsVersion: number;
  readonly amr: readonly string[];
  /** Whether the session outlives the browser. */
  readonly remember: boolean;
  /** Whether the browser can keep a passkey, as far as it says. */
  readonly passkeyCapable: boolean;
}

/** Of a user who was made just now. */
export const firstSecretsVersion = 1;

type Step = Visit<Exclude<Ticket, { kind: 'logout' }>>;

/** Asks for the second factor first, where one is owed. `shows` makes the page before what was pending goes on. */
export async function completeSignIn(
  visit: Step,
  who: SignedIn,
  shows?: (ticket: SignedInTicket) => HttpResponse,
): Promise<HttpResponse> {
  const { request, sessions, devices, server, ticket, context, credentials, settings } = visit;
  const { pending } = ticket;
  const had = await credentials.of(context.pool, who.userId);
  // By the pool alone: an application that wants other methods takes nobody's second factor away.
  const owed = owedFactor(settings(undefined), had, who.amr);
  if (owed !== 'nothing') return askForSecondFactor(visit, who, owed);
  const begun = await sessions.begin(request, { ...who, acr: acrOf(who.amr) });
  // What was proven was changed in this very moment: it is to be proven again.
  if (!begun) {
    noteStep(visit, 'login.attempted', { kind: 'refused', reason: 'secret changed meanwhile' });
    return redirect(stepHref(visit, 'login', { kind: 'login', pending }));
  }
  const { session, cookies } = begun;
  const details = { amr: who.amr.join(' ') };
  noteStep(visit, 'login.attempted', { kind: 'done', userId: who.userId, sid: session.sid, details });
  const next: SignedInTicket = {
    kind: 'signed_in',
    pending: pending.purpose === 'account' ? pending : { ...pending, signedInAs: session.sid },
    sid: session.sid,
  };
  const goes = async () => {
    if (shows) return shows(next);
    if (isPasskeyOffered(visit, who, settings(clientIdOf(pending)), had))
      return redirect(stepHref(visit, 'login/passkey', next));
    return pending.purpose === 'account'
      ? redirect(homeOf(visit, pending))
      : server.resume(request, pending, { session, signedInAs: session.sid });
  };
  const response = await goes();
  const known = devices.remember(request, who.userId);
  return { ...response, cookies: [...cookies, known, ...(response.cookies ?? [])] };
}

/** The first factor was right: what follows is sealed only now. */
async function askForSecondFactor(
  visit: Step,
  { userId, secretsVersion, amr, remember, passkeyCapable }: SignedIn,
  owed: 'proof' | 'enrolment',
): Promise<HttpResponse> {
  const { ticket, context, secondFactor, totp } = visit;
  noteStep(visit, 'second_factor.requested', { kind: 'done', userId });
  const proven = { pending: ticket.pending, userId, secretsVersion, amr, remember, passkeyCapable };
  if (owed === 'enrolment') {
    const setup = { kind: 'second_factor_setup', ...proven, secret: totp.newSecret() } as const;
    return redirect(stepHref(visit, 'login/second-factor/setup', setup));
  }
  const pass = await secondFactor.begin(context.pool);
  return redirect(stepHref(visit, 'login/second-factor', { kind: 'second_factor', ...proven, pass }));
}

/** Where one goes who is on the way to no application. */
export const homeOf = ({ base }: Pick<Step, 'base'>, { leadsTo }: PendingAccount): string =>
  leadsTo === 'console' ? consolePath : `${base}/u`;

/** Takes up again what was pending, for one who has a session by now. */
export async function goOn({ request, server, ticket: { pending }, base }: Step): Promise<HttpResponse> {
  if (pending.purpose === 'account') return redirect(homeOf({ base }, pending));
  return server.resume(request, pending, doneFor(pending));
}

/** What the end-user has done for the request so far. */
export const doneFor = ({
  signedInAs,
  selected,
  steppedUp,
}: PendingRequest): Pick<Progress, 'signedInAs' | 'selected' | 'steppedUp'> => ({
  ...(signedInAs !== undefined && { signedInAs }),
  ...(selected !== undefined && { selected }),
  ...(steppedUp && { steppedUp }),
});

/** The same where what was asked of the session that was begun is to be asked again. */
export const selectedFor = ({ selected }: PendingRequest): Pick<Progress, 'selected'> =>
  selected === undefined ? {} : { selected };

/** The end-user does not want to sign in. */
export async function turnBack({ request, server, ticket: { pending } }: Step): Promise<HttpResponse> {
  return pending.purpose === 'account' ? redirect('/') : server.resume(request, pending, { denied: true });
}

/** The end of every sign-in, by whatever method: the session begins, and what was pending goes on — OIDC Core §3.1.2.3. */
import type { HttpResponse } from '@symbolon/foundation';
import { redirect } from '@symbolon/protocol';
import { noteStep, type Visit } from './page.ts';
import type { Ticket } from './ticket.ts';

export interface SignedIn {
  readonly userId: string;
  readonly amr: readonly string[];
  readonly acr: string | undefined;
  /** Whether the session outlives the browser. */
  readonly remember: boolean;
}

type Step = Visit<Exclude<Ticket, { kind: 'logout' }>>;

export async function completeSignIn(visit: Step, who: SignedIn): Promise<HttpResponse> {
  const { request, sessions, server, ticket, base } = visit;
  const { pending } = ticket;
  noteStep(visit, 'login.attempted', { kind: 'done', userId: who.userId });
  const { session, cookies } = await sessions.begin(request, who);
  const response =
    pending.purpose === 'account'
      ? redirect(`${base}/u`)
      : await server.resume(request, pending, { session, signedInAs: session.sid });
  return { ...response, cookies: [...cookies, ...(response.cookies ?? [])] };
}

/** Takes up again what was pending, for one who has a session by now. */
export async function goOn({ request, server, ticket: { pending }, base }: Step): Promise<HttpResponse> {
  return pending.purpose === 'account' ? redirect(`${base}/u`) : server.resume(request, pending, {});
}

/** The end-user does not want to sign in. */
export async function turnBack({ request, server, ticket: { pending } }: Step): Promise<HttpResponse> {
  return pending.purpose === 'account' ? redirect('/') : server.resume(request, pending, { denied: true });
}

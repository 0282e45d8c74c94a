/** What to do with a valid authorization request: answer it, or turn to the end-user first — OIDC Core §3.1.2.3, §3.1.2.4. */
import { meets } from '../../claims/levels.ts';
import type { Client } from '../../client.ts';
import { OAuthError } from '../../errors.ts';
import type { Progress } from '../../interactions.ts';
import type { Session } from '../../stores/index.ts';
import type { AuthorizationRequest } from './request.ts';

export type Decision =
  | {
      readonly kind: 'approve';
      readonly session: Session;
      readonly consent: { readonly scope: readonly string[] } | undefined;
    }
  | { readonly kind: 'interact'; readonly step: 'login' | 'select_account' | 'second_factor' | 'consent' };

/** What of the request the decision depends on. */
type Asked = Pick<
  AuthorizationRequest,
  'prompt' | 'claims' | 'acrValues' | 'hintedSubject' | 'maxAge' | 'consentScope'
> & {
  readonly client: Pick<Client, 'skipConsent'>;
};

export interface Situation {
  readonly request: Asked;
  readonly session: Session | undefined;
  /** Whether the end-user is to say which of their accounts is meant. */
  readonly choice: 'made' | 'open';
  /** The `sub` under which the client knows the session's user. */
  readonly subject: string | undefined;
  /** Scopes that this end-user agreed to for this client before. */
  readonly consented: ReadonlySet<string>;
  readonly progress: Progress;
  /** Of sign-in, from the weakest to the strongest. */
  readonly levels: readonly string[];
  readonly now: number;
}

/** Decides, or throws what is redirected to the client. */
export function decide(situation: Situation): Decision {
  const { request, session, progress } = situation;
  const silent = request.prompt.has('none');
  if (progress.denied) throw new OAuthError('access-denied', 'The end-user declined.');
  if (situation.choice === 'open') return { kind: 'interact', step: 'select_account' };
  const signedIn = satisfyingSession(situation);
  if (!signedIn) {
    if (silent)
      throw new OAuthError(
        'login-required',
        'The end-user must sign in: send the request again without prompt=none.',
      );
    if (session && progress.signedInAs === session.sid) throw wrongEndUser();
    return { kind: 'interact', step: 'login' };
  }
  if (isTooWeak(situation, signedIn)) return { kind: 'interact', step: 'second_factor' };
  if (progress.consentedScope)
    return { kind: 'approve', session: signedIn, consent: { scope: progress.consentedScope } };
  if (!needsConsent(situation)) return { kind: 'approve', session: signedIn, consent: undefined };
  if (silent)
    throw new OAuthError(
      'consent-required',
      'The end-user must consent: send the request again without prompt=none.',
    );
  return { kind: 'interact', step: 'consent' };
}

/** A sign-in has taken place for this very request: to ask for another would go in circles. */
const wrongEndUser = (): OAuthError =>
  new OAuthError('login-required', 'Another end-user signed in than the one that the request asks for.');

/** Whether the end-user is to be asked for more; throws where that has been tried, or must not be, and less will not do. */
function isTooWeak({ request, progress, levels }: Situation, { acr }: Session): boolean {
  const silent = request.prompt.has('none');
  const { acr: essential } = request.claims;
  if (essential === undefined || meets(levels, acr, essential)) {
    const { acrValues } = request;
    return !silent && !progress.steppedUp && acrValues.length > 0 && !meets(levels, acr, acrValues);
  }
  if (silent)
    throw new OAuthError(
      'login-required',
      'The end-user must sign in with a second factor: send the request again without prompt=none.',
    );
  if (progress.steppedUp)
    throw new OAuthError(
      'authentication-requirements',
      'The sign-in did not reach a level that the essential acr claim names.',
    );
  return true;
}

/** The session, where it is of the right end-user and recent enough for this request. */
function satisfyingSession({ request, session, subject, progress, now }: Situation): Session | undefined {
  if (!session) return undefined;
  if (request.hintedSubject !== undefined && request.hintedSubject !== subject) return undefined;
  if (progress.signedInAs === session.sid) return session;
  if (request.prompt.has('login')) return undefined;
  if (request.prompt.has('select_account') && progress.selected !== session.sid) return undefined;
  if (request.maxAge === undefined) return session;
  // max_age=0 asks for a sign-in now, and now lasts a second here.
  return request.maxAge > 0 && now - session.authTime <= request.maxAge ? session : undefined;
}

function needsConsent({ request, consented }: Situation): boolean {
  if (request.prompt.has('consent')) return true;
  return !request.client.skipConsent && !request.consentScope.every(name => consented.has(name));
}

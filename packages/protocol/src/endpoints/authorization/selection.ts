/** Which of the browser's sessions an authorization request is about — OIDC Core §3.1.2.1, §3.1.2.6. */
import type { HttpRequest } from '@symbolon/foundation';
import { subjectIdentifier } from '../../claims/subject-identifier.ts';
import type { Client } from '../../client.ts';
import { OAuthError } from '../../errors.ts';
import type { Progress } from '../../interactions.ts';
import type { IssuerContext } from '../../issuer-context.ts';
import type { Session } from '../../stores/index.ts';
import type { AuthorizationRequest } from './request.ts';

/** `open`: the end-user is to say which. */
export type Selection =
  | { readonly kind: 'made'; readonly session: Session | undefined }
  | { readonly kind: 'open' };

type Asked = Pick<AuthorizationRequest, 'prompt' | 'hintedSubject' | 'loginHint'> & {
  readonly client: Client;
};

/** Throws where the request forbids to ask and nothing decides. */
export async function selectSession(
  request: HttpRequest,
  asked: Asked,
  progress: Progress,
  context: IssuerContext,
): Promise<Selection> {
  if (progress.session) return { kind: 'made', session: progress.session };
  const live = await context.userAgent.sessions(request);
  const [latest, ...others] = live;
  const named = progress.signedInAs ?? progress.selected;
  const chosen = live.find(({ sid }) => sid === named);
  if (chosen || progress.denied || !latest) return made(chosen ?? latest);
  if (asked.prompt.has('select_account')) return { kind: 'open' };
  if (others.length === 0) return made(latest);
  const selection = await selectAmong(live, asked, context);
  if (selection.kind === 'made' && selection.session)
    context.userAgent.useSession(request, selection.session);
  return selection;
}

const made = (session: Session | undefined): Selection => ({ kind: 'made', session });

async function selectAmong(
  live: readonly Session[],
  { prompt, hintedSubject, loginHint, client }: Asked,
  context: IssuerContext,
): Promise<Selection> {
  if (hintedSubject !== undefined) {
    const hinted = live.find(({ userId }) => subjectIdentifier(context, client, userId) === hintedSubject);
    // With another end-user it ends in a sign-in, or in an error.
    return made(hinted ?? live[0]);
  }
  // Whoever signs in again says who they are.
  if (prompt.has('login')) return made(live[0]);
  const hinted = loginHint === undefined ? undefined : await context.userAgent.hintedSession(live, loginHint);
  if (hinted) return made(hinted);
  if (!prompt.has('none')) return { kind: 'open' };
  const { pool, stores } = context;
  const sids = live.map(({ sid }) => sid);
  const last = await stores.sessions.lastUsedBy(pool, client.clientId, sids);
  if (last !== undefined) return made(live.find(({ sid }) => sid === last));
  throw new OAuthError(
    'account-selection-required',
    'Several end-users are signed in in this browser, and none of them uses this application already: send the request again with login_hint or id_token_hint, or without prompt=none.',
  );
}

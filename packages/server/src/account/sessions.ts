/** Signing out elsewhere, and here. */
import { redirect } from '@symbolon/protocol';
import { type AccountPage, type AccountVisit, endingNow, noteAct } from './account-page.ts';

export const sessionsPage: AccountPage = {
  name: 'sessions',
  async submit(visit) {
    const { request, account, session, pool, directory, context, user } = visit;
    const one = request.form.get('sid');
    if (one !== undefined) {
      await endOne(visit, one);
      return redirect(`${account}?done=session_ended`);
    }
    if (request.form.get('which') !== 'others') return redirect(account);
    const all = await directory.sessions(pool, user.id, context.clock());
    for (const { sid } of all) if (sid !== session.sid) await endOne(visit, sid);
    return redirect(`${account}?done=sessions_ended`);
  },
};

async function endOne(visit: AccountVisit, sid: string): Promise<void> {
  const { directory, pool, user, logoutsQueued } = visit;
  if ((await directory.endSession(pool, user.id, sid, endingNow(visit))) === 'unknown') return;
  logoutsQueued();
  noteAct(visit, 'session.ended', { sid });
}

export const signOutPage: AccountPage = {
  name: 'sign-out',
  submit: ({ server, request, session }) =>
    server.signOut(request, { client: undefined, sid: session.sid, location: undefined }),
};

/** Taking back what an application was given — OAuth 2.0 Security BCP, RFC 9700 §4.14. */
import { redirect } from '@symbolon/protocol';
import { type AccountPage, noteAct } from './account-page.ts';

export const applicationsPage: AccountPage = {
  name: 'applications',
  async submit(visit) {
    const { request, account, pool, directory, context, user } = visit;
    const clientId = request.form.get('client_id');
    if (clientId === undefined) return redirect(account);
    await directory.revokeApplication(pool, user.id, clientId, context.clock());
    noteAct(visit, 'application.revoked', { clientId });
    return redirect(`${account}?done=application_revoked`);
  },
};

/** What an end-user says of themselves — OIDC Core §5.1. */
import { profileFields } from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import type { AccountPage, AccountVisit } from './account-page.ts';
import { noteAct } from './account-page.ts';

const longest = 200;

export const profilePage: AccountPage = {
  name: 'profile',
  async submit(visit) {
    const { user, pool, directory, context, account } = visit;
    if (user.managedBy === 'file') return redirect(account);
    const { id, identifiers, version } = user;
    const changed = { id, identifiers, claims: claimsAfter(visit) };
    const outcome = await directory.change(pool, changed, version, context.clock());
    // Somebody else was faster: the page shows what it is now.
    if (outcome !== 'changed') return redirect(account);
    noteAct(visit, 'profile.changed');
    return redirect(`${account}?done=profile_saved`);
  },
};

/** An empty field takes the claim away; other claims stay as they are. */
function claimsAfter({ user, request }: AccountVisit): Record<string, unknown> {
  const claims = { ...user.claims };
  for (const field of profileFields) {
    const value = request.form
      .get(field)
      ?.replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(0, longest);
    if (value === undefined || value === '') delete claims[field];
    else claims[field] = value;
  }
  return claims;
}

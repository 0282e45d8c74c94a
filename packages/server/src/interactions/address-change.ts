/** Another address of one who is signed in, and has proven it — OWASP ASVS 5 §6.3.7. */
import type { HttpResponse } from '@symbolon/foundation';
import { identifierKindOf, noteLifetime, type Recipient } from '@symbolon/login';
import { redirect } from '@symbolon/protocol';
import type { DirectoryUser } from '@symbolon/storage';
import { noteStep, senderOf, type Visit } from './page.ts';
import type { CodeTicket } from './ticket.ts';

const claimsOf = {
  email: { address: 'email', isProven: 'email_verified' },
  phone: { address: 'phone_number', isProven: 'phone_number_verified' },
} as const;

/** How often somebody else may change the same user in between. */
const tries = 5;

/** An address is changed by one who is signed in still, in the session in which they asked for it. */
export async function isStillSignedIn({ ticket, request, sessions }: Visit<CodeTicket>): Promise<boolean> {
  const session = await sessions.named(request, ticket.sid);
  return session !== undefined && session.userId === ticket.userId;
}

/** It replaces the former one of its kind; of many who prove one address the first has it. */
export async function changeAddress(visit: Visit<CodeTicket>): Promise<HttpResponse> {
  const { directory, context, base, ticket } = visit;
  const account = `${base}/u`;
  for (let left = tries; left > 0; left--) {
    const user = await directory.find(context.pool, ticket.userId ?? '');
    if (user === undefined || !user.active || user.managedBy === 'file') break;
    // Asked after the version was read: what ends their sessions makes another one.
    if (!(await isStillSignedIn(visit))) break;
    const outcome = await directory.change(
      context.pool,
      withAddress(user, ticket.to),
      user.version,
      context.clock(),
    );
    if (outcome === 'stale') continue;
    if (outcome === 'taken') {
      noteStep(visit, 'address.changed', { kind: 'refused', reason: 'somebody else has it' });
      return redirect(`${account}?done=address_taken`);
    }
    noteStep(visit, 'address.changed', { kind: 'done', userId: user.id });
    await tellFormer(visit, user);
    return redirect(`${account}?done=address_changed`);
  }
  return redirect(account);
}

function withAddress({ id, identifiers, claims }: DirectoryUser, to: Recipient) {
  const kind = identifierKindOf(to);
  const { address, isProven } = claimsOf[kind];
  const others = identifiers.filter(each => each.kind !== kind && each.value !== to.address);
  return {
    id,
    identifiers: [...others, { kind, value: to.address }],
    claims: { ...claims, [address]: to.address, [isProven]: true },
  };
}

/** To every address that was proven before: whoever reads there may know nothing of it. */
async function tellFormer(visit: Visit<CodeTicket>, { identifiers, claims }: DirectoryUser): Promise<void> {
  const { tell, context, surroundings, ticket } = visit;
  const sender = await senderOf(visit);
  const expiresAt = context.clock() + noteLifetime;
  for (const { kind, value } of identifiers) {
    if (kind === 'username' || value === ticket.to.address || claims[claimsOf[kind].isProven] !== true)
      continue;
    const to: Recipient = { channel: kind === 'email' ? 'email' : 'sms', address: value };
    const { locale } = surroundings;
    tell(context.pool, { to, tidings: { kind: 'address_changed' }, locale, ...sender, expiresAt });
  }
}

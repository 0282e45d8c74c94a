/** Signing in by a code that goes to an address: whose it is, and what its proof leads to. */
import type { Clock, PoolId } from '@symbolon/foundation';
import type { Recipient } from '../courier.ts';
import { identifierKindOf } from '../identifier.ts';
import type { AddressOwner, LoginUser, UserStore } from '../stores/users.ts';

export interface CodeMethod {
  readonly channel: Recipient['channel'];
  /** What goes into the `amr` claim. */
  readonly amr: readonly string[];
}

export interface AddressDependencies {
  readonly users: UserStore;
  readonly clock: Clock;
  /** Seconds for which clients of ended sessions are told. */
  readonly deliveryLifetime: number;
}

/** Who signs in by that address: nobody who is locked, and nobody to whom it does not lead. */
export async function ownerOf(
  users: UserStore,
  pool: PoolId,
  to: Recipient,
): Promise<AddressOwner | undefined> {
  const owner = await users.findByAddress(pool, identifierKindOf(to), to.address);
  return owner?.user.active && owner.standing !== 'shadowed' ? owner : undefined;
}

/** The owner, once the address is proven: what one who only claimed it had set up is gone — see `proveAddress`. */
export async function provenOwner(
  { users, clock, deliveryLifetime }: AddressDependencies,
  pool: PoolId,
  to: Recipient,
): Promise<LoginUser | undefined> {
  const owner = await ownerOf(users, pool, to);
  if (owner?.standing !== 'claimed') return owner?.user;
  const at = clock();
  const ending = { at, deliverUntil: at + deliveryLifetime };
  await users.proveAddress(pool, owner.user.id, identifierKindOf(to), ending);
  const after = await ownerOf(users, pool, to);
  return after?.standing === 'proven' ? after.user : undefined;
}

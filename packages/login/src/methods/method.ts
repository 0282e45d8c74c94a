/** A login method: one way to show who is at the keyboard — RFC 8176. */
import type { PoolId } from '@symbolon/foundation';
import type { LoginUser } from '../stores/users.ts';
import type { Busy } from '../work-queue.ts';

export type Verdict =
  | { readonly kind: 'right'; readonly user: LoginUser }
  | { readonly kind: 'wrong' }
  | Busy;

export interface LoginMethod<Proof> {
  /** What goes into the `amr` claim. */
  readonly amr: readonly string[];
  /** Judges a proof. Where there is no such user it does the same work and answers `wrong`. */
  verify(pool: PoolId, user: LoginUser | undefined, proof: Proof): Promise<Verdict>;
}

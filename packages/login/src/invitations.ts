/** Invitations: a token goes to an address, and whoever brings it back makes the account — OWASP ASVS 5 §6.3.8, NIST SP 800-63B §5.1.3.2. */
import {
  type Clock,
  hashBearerValue,
  newBearerValue,
  type PoolId,
  type Random,
  uuid,
} from '@symbolon/foundation';
import type { PasswordHasher } from './password-hash.ts';
import { type PasswordProblem, passwordProblem } from './password-policy.ts';
import type {
  Invitation,
  InvitationAuthor,
  InvitationStanding,
  InvitationStore,
  KeptInvitation,
  NewUser,
  UserStore,
} from './stores/index.ts';
import type { Busy } from './work-queue.ts';

export interface NewInvitation extends Pick<Invitation, 'email' | 'name' | 'role' | 'locale' | 'author'> {
  /** Seconds. */
  readonly lifetime: number;
}

/** The token is told this once. */
export interface Invited {
  readonly kind: 'invited';
  readonly invitation: Invitation;
  readonly token: string;
}

/** What whoever was invited says of themselves. */
export interface Acceptance {
  readonly token: string;
  /** Undefined where nobody of the pool signs in by one. */
  readonly password: string | undefined;
  readonly name: string | undefined;
  /** The ids of what they agree to. */
  readonly agreements: readonly string[];
}

/** `dead`: used, revoked, expired, replaced by another, or never made; `taken`: the address is a user's by now. */
export type AcceptanceOutcome =
  | { readonly kind: 'accepted'; readonly user: NewUser }
  | { readonly kind: 'dead' | 'taken' }
  | PasswordProblem
  | Busy;

export interface Invitations {
  /** `exists`: one to that address waits; `taken`: it is a user's. */
  invite(pool: PoolId, invitation: NewInvitation): Promise<Invited | { readonly kind: 'exists' | 'taken' }>;
  /** A new token, for which the former one is dead. Whoever sends it is its author from then on. */
  renew(
    pool: PoolId,
    id: string,
    author: InvitationAuthor,
    lifetime: number,
  ): Promise<Invited | { readonly kind: 'unknown' }>;
  /** Of one that waits, whoever its author is. */
  standing(pool: PoolId, invitation: KeptInvitation): Promise<InvitationStanding>;
  /** `taken` as above: of one that waits. */
  open(
    pool: PoolId,
    token: string,
  ): Promise<
    | { readonly kind: 'open' | 'taken'; readonly invitation: Invitation }
    | { readonly kind: 'dead' }
    | { readonly kind: 'orphaned' }
  >;
  accept(pool: PoolId, acceptance: Acceptance): Promise<AcceptanceOutcome>;
}

export interface InvitationDependencies {
  /** Whether a client may make administrators. */
  readonly isEntitled: (pool: PoolId, clientId: string) => Promise<boolean>;
  readonly stores: {
    readonly invitations: InvitationStore;
    readonly users: Pick<UserStore, 'findByIdentifier'>;
  };
  readonly clock: Clock;
  readonly random: Random;
  readonly hasher: PasswordHasher;
}

export function createInvitations(dependencies: InvitationDependencies): Invitations {
  const { stores, clock, random, hasher, isEntitled } = dependencies;
  const { invitations, users } = stores;
  const isTaken = async (pool: PoolId, email: string) =>
    (await users.findByIdentifier(pool, email)) !== undefined;
  const standing: Invitations['standing'] = async (pool, { role, author, standing: asUser }) => {
    if (role === undefined || author.kind !== 'client') return asUser;
    return (await isEntitled(pool, author.id)) ? 'good' : 'orphaned';
  };

  return {
    standing,

    async invite(pool, { lifetime, ...said }) {
      if (await isTaken(pool, said.email)) return { kind: 'taken' };
      const at = clock();
      const token = newBearerValue(random);
      const invitation = { ...said, id: uuid(random), createdAt: at, expiresAt: at + lifetime };
      const added = await invitations.add(pool, invitation, hashBearerValue(token));
      return added === 'added' ? { kind: 'invited', invitation, token } : { kind: added };
    },

    async renew(pool, id, author, lifetime) {
      const at = clock();
      const token = newBearerValue(random);
      const renewed = { hash: hashBearerValue(token), expiresAt: at + lifetime, author };
      if ((await invitations.renew(pool, id, renewed, at)) === 'unknown') return { kind: 'unknown' };
      const invitation = await invitations.find(pool, id, at);
      return invitation ? { kind: 'invited', invitation, token } : { kind: 'unknown' };
    },

    async open(pool, token) {
      const invitation = await invitations.findByToken(pool, hashBearerValue(token), clock());
      if (!invitation) return { kind: 'dead' };
      if ((await standing(pool, invitation)) === 'orphaned') return { kind: 'orphaned' };
      return { kind: (await isTaken(pool, invitation.email)) ? 'taken' : 'open', invitation };
    },

    async accept(pool, { token, password, name, agreements }) {
      const at = clock();
      const tokenHash = hashBearerValue(token);
      const invitation = await invitations.findByToken(pool, tokenHash, at);
      if (!invitation || (await standing(pool, invitation)) === 'orphaned') return { kind: 'dead' };
      const hashed = await hashOf(password, hasher);
      if (hashed.kind !== 'hashed') return hashed;
      const user = userOf(invitation, { id: uuid(random), passwordHash: hashed.hash, name, agreements });
      const outcome = await invitations.accept(pool, tokenHash, user, at);
      return outcome === 'accepted' ? { kind: 'accepted', user } : { kind: outcome };
    },
  };
}

async function hashOf(
  password: string | undefined,
  hasher: PasswordHasher,
): Promise<{ readonly kind: 'hashed'; readonly hash: string | undefined } | PasswordProblem | Busy> {
  if (password === undefined) return { kind: 'hashed', hash: undefined };
  const problem = passwordProblem(password);
  if (problem) return problem;
  const hashed = await hasher.hash(password);
  return hashed.kind === 'too_long' ? { kind: 'password_too_long' } : hashed;
}

/** The address was proven by bringing the token back. */
const userOf = (
  { email, role }: Invitation,
  { name, ...said }: Pick<NewUser, 'id' | 'passwordHash'> & Pick<Acceptance, 'name' | 'agreements'>,
): NewUser => ({
  ...said,
  role,
  identifiers: [{ kind: 'email', value: email }],
  claims: { email, email_verified: true, ...(name !== undefined && { name }) },
  managedBy: 'self',
});

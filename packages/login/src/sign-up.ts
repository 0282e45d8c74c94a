/** Signing up: a new end-user, as they describe themselves; only a proven address counts as verified. */
import { type Clock, hashBearerValue, type PoolId, type Random, uuid } from '@symbolon/foundation';
import type { Recipient } from './courier.ts';
import {
  addressOf,
  canonicalIdentifier,
  identifierKindOf,
  identifiersOf,
  type TypedIdentifiers,
} from './identifier.ts';
import { subscriberAddress } from './network-address.ts';
import type { PasswordHasher } from './password-hash.ts';
import { type PasswordProblem, passwordProblem } from './password-policy.ts';
import type { AttemptStore, IdentifierKind, NewUser, UserStore } from './stores/index.ts';
import { type AttemptLimit, type Blocked, blockedUntil } from './throttle.ts';
import type { Busy } from './work-queue.ts';

/** What a sign-up page can ask for beside a password. */
export const signUpFields = ['username', 'email', 'phone', 'name'] as const;
export type SignUpField = (typeof signUpFields)[number];

export interface PasswordSignUp {
  readonly identifiers: TypedIdentifiers;
  readonly password: string;
  /** Beside what the identifiers say: claims by their names. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly remoteAddress: string;
  /** One of the identifiers, whose owner it is that signs up. Another address is then noted, and leads to nobody. */
  readonly proven?: Recipient | undefined;
  /** The ids of what they agree to. */
  readonly agreements?: readonly string[];
}

export type SignUpOutcome =
  | { readonly kind: 'signed_up'; readonly user: NewUser }
  | { readonly kind: 'taken'; readonly which: IdentifierKind | undefined }
  | { readonly kind: 'unusable'; readonly which: IdentifierKind | undefined }
  | PasswordProblem
  | Blocked
  | Busy;

export type SignUp = (pool: PoolId, attempt: PasswordSignUp) => Promise<SignUpOutcome>;

export interface SignUpDependencies {
  readonly stores: {
    readonly users: Pick<UserStore, 'create' | 'findByIdentifier'>;
    readonly attempts: AttemptStore;
  };
  readonly clock: Clock;
  readonly random: Random;
  readonly hasher: PasswordHasher;
  readonly limit?: AttemptLimit;
}

/** From one address: whoever signs up learns which names are taken, and makes us hash. */
export const defaultSignUpLimit: AttemptLimit = { attempts: 20, window: 3600 };

export function createSignUp(dependencies: SignUpDependencies): SignUp {
  const { stores, clock, random, hasher, limit = defaultSignUpLimit } = dependencies;
  return async (pool, attempt) => {
    const { identifiers: typed, password, claims, remoteAddress, proven, agreements = [] } = attempt;
    const found = identifiersToStore(typed, proven);
    if (found.kind === 'unusable') return found;
    const problem = passwordProblem(password);
    if (problem) return problem;

    const at = clock();
    const key = hashBearerValue(`sign-up address ${subscriberAddress(remoteAddress)}`);
    const admission = await stores.attempts.record(pool, key, at, limit);
    if (admission.kind === 'blocked') return blockedUntil(admission.until, at);
    const hashed = await hasher.hash(password);
    if (hashed.kind === 'busy') return hashed;
    if (hashed.kind === 'too_long') return { kind: 'password_too_long' };
    const user: NewUser = {
      id: uuid(random),
      identifiers: found.identifiers,
      passwordHash: hashed.hash,
      claims: { ...claims, ...identifierClaims(typed, proven) },
      agreements,
      managedBy: 'self',
    };
    if ((await stores.users.create(pool, user, at)) === 'created') return { kind: 'signed_up', user };
    return { kind: 'taken', which: await firstTaken(stores, pool, user) };
  };
}

function identifiersToStore(typed: TypedIdentifiers, proven: Recipient | undefined) {
  const found = identifiersOf(typed);
  if (found.kind === 'unusable') return found;
  // A name that is somebody's address would catch what is meant for them.
  if (found.identifiers.some(({ kind, value }) => kind === 'username' && addressOf(value) !== undefined))
    return { kind: 'unusable', which: 'username' } as const;
  const kept = found.identifiers.filter(
    ({ kind, value }) => proven === undefined || kind === 'username' || value === proven.address,
  );
  return kept.length === 0
    ? ({ kind: 'unusable', which: undefined } as const)
    : { ...found, identifiers: kept };
}

async function firstTaken(
  { users }: SignUpDependencies['stores'],
  pool: PoolId,
  { identifiers }: NewUser,
): Promise<IdentifierKind | undefined> {
  for (const { kind, value } of identifiers) if (await users.findByIdentifier(pool, value)) return kind;
  return undefined;
}

/** The identifiers as claims, in the spelling that was typed where it is a name. */
function identifierClaims(
  { username, email, phone }: TypedIdentifiers,
  proven: Recipient | undefined,
): Record<string, unknown> {
  const isProven = (kind: IdentifierKind) => proven !== undefined && identifierKindOf(proven) === kind;
  return {
    ...(username !== undefined && { username, preferred_username: username }),
    ...(email !== undefined && { email: canonicalIdentifier(email), email_verified: isProven('email') }),
    ...(phone !== undefined && {
      phone_number: canonicalIdentifier(phone),
      phone_number_verified: isProven('phone'),
    }),
  };
}

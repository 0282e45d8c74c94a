/** Signing up: a new end-user, as they describe themselves; nothing they say is verified. */
import { type Clock, hashBearerValue, type PoolId, type Random, uuid } from '@symbolon/foundation';
import { canonicalIdentifier, identifiersOf, type TypedIdentifiers } from './identifier.ts';
import { subscriberAddress } from './network-address.ts';
import type { PasswordHasher } from './password-hash.ts';
import { type PasswordProblem, passwordProblem } from './password-policy.ts';
import type { IdentifierKind, LoginStores, NewUser } from './stores/index.ts';
import type { AttemptLimit, Blocked } from './throttle.ts';
import type { Busy } from './work-queue.ts';

export interface PasswordSignUp {
  readonly identifiers: TypedIdentifiers;
  readonly password: string;
  /** Beside what the identifiers say: claims by their names. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly remoteAddress: string;
}

export type SignUpOutcome =
  | { readonly kind: 'signed_up'; readonly user: NewUser }
  | { readonly kind: 'taken' }
  | { readonly kind: 'unusable'; readonly which: IdentifierKind | undefined }
  | PasswordProblem
  | Blocked
  | Busy;

export type SignUp = (pool: PoolId, attempt: PasswordSignUp) => Promise<SignUpOutcome>;

export interface SignUpDependencies {
  readonly stores: LoginStores;
  readonly clock: Clock;
  readonly random: Random;
  readonly hasher: PasswordHasher;
  readonly limit?: AttemptLimit;
}

/** From one address: whoever signs up learns which names are taken, and makes us hash. */
export const defaultSignUpLimit: AttemptLimit = { attempts: 20, window: 3600 };

export function createSignUp(dependencies: SignUpDependencies): SignUp {
  const { stores, clock, random, hasher, limit = defaultSignUpLimit } = dependencies;
  return async (pool, { identifiers: typed, password, claims, remoteAddress }) => {
    const found = identifiersOf(typed);
    if (found.kind === 'unusable') return found;
    if (found.identifiers.length === 0) return { kind: 'unusable', which: undefined };
    const problem = passwordProblem(password);
    if (problem) return problem;

    const at = clock();
    const key = hashBearerValue(`sign-up address ${subscriberAddress(remoteAddress)}`);
    const admission = await stores.attempts.record(pool, key, at, limit);
    if (admission.kind === 'blocked')
      return { kind: 'blocked', retryAfter: Math.max(1, admission.until - at) };
    const hashed = await hasher.hash(password);
    if (hashed.kind === 'busy') return hashed;
    if (hashed.kind === 'too_long') return { kind: 'password_too_long' };
    const user: NewUser = {
      id: uuid(random),
      identifiers: found.identifiers,
      passwordHash: hashed.hash,
      claims: { ...claims, ...identifierClaims(typed) },
      managedBy: 'self',
    };
    return (await stores.users.create(pool, user, at)) === 'taken'
      ? { kind: 'taken' }
      : { kind: 'signed_up', user };
  };
}

/** The identifiers as claims, in the spelling that was typed where it is a name. */
function identifierClaims({ username, email, phone }: TypedIdentifiers): Record<string, unknown> {
  return {
    ...(username !== undefined && { username, preferred_username: username }),
    ...(email !== undefined && { email: canonicalIdentifier(email), email_verified: false }),
    ...(phone !== undefined && { phone_number: canonicalIdentifier(phone), phone_number_verified: false }),
  };
}

/** The second factor: who owes one, and whether it is right — NIST SP 800-63B §4.2, §5.2.2. */
import { type Clock, hashBearerValue, newBearerValue, type PoolId, type Random } from '@symbolon/foundation';
import type { LoginMethodName } from './methods/index.ts';
import type { TotpMethod } from './methods/totp/method.ts';
import type { AttemptStore, CredentialStore, Credentials, OneTimeCodeStore } from './stores/index.ts';
import { type AttemptLimits, type Blocked, createThrottle } from './throttle.ts';

/** `optional`: asked of those who have one; `required`: of everybody, and whoever has none sets one up as they sign in. */
export const secondFactorPolicies = ['off', 'optional', 'required'] as const;
export type SecondFactorPolicy = (typeof secondFactorPolicies)[number];

/** What of a pool's settings it depends on. */
export interface FactorPolicy {
  readonly secondFactor: SecondFactorPolicy;
  readonly methods: readonly LoginMethodName[];
}

/** With what a user can prove a second factor. */
export interface FactorWays {
  readonly totp: boolean;
  readonly passkey: boolean;
}

export const waysOf = ({ secondFactor, methods }: FactorPolicy, credentials: Credentials): FactorWays => ({
  totp: secondFactor !== 'off' && credentials.totp !== undefined,
  passkey: methods.includes('passkey') && credentials.passkeys.length > 0,
});

/** What is missing from a sign-in by those methods. A passkey counts for two, and is asked for only where one must be. */
export function owedFactor(
  policy: FactorPolicy,
  credentials: Credentials,
  amr: readonly string[],
): 'nothing' | 'proof' | 'enrolment' {
  if (policy.secondFactor === 'off' || amr.includes('mfa')) return 'nothing';
  const { totp, passkey } = waysOf(policy, credentials);
  if (totp) return 'proof';
  if (policy.secondFactor === 'optional') return 'nothing';
  return passkey ? 'proof' : 'enrolment';
}

/** Seconds between the first factor and the second. */
export const secondFactorLifetime = 900;
const tries = 5;

export const defaultSecondFactorLimits: AttemptLimits = {
  account: { attempts: tries, window: 900 },
  address: { attempts: 100, window: 900 },
};

export interface FactorProof {
  readonly userId: string;
  readonly kind: 'code' | 'recovery_code';
  readonly typed: string;
  readonly remoteAddress: string;
  /** See `DeviceOf`. */
  readonly device: string | undefined;
  /** What the first factor led to, where it was proven just now: see `begin`. */
  readonly pass: string | undefined;
}

/** `dead`: as many were wrong as one sign-in has tries, or it took too long. */
export type FactorOutcome =
  | { readonly kind: 'proven'; readonly amr: readonly string[] }
  | { readonly kind: 'wrong' | 'dead' }
  | Blocked;

export interface SecondFactor {
  /** The first factor is proven: gives a pass for a few tries at the second one. */
  begin(pool: PoolId): Promise<string>;
  /** Counted before it is judged, for the pass and for the account: the latter whatever sign-in it belongs to. */
  verify(pool: PoolId, proof: FactorProof): Promise<FactorOutcome>;
  /** The pass is used up: the sign-in was finished by another way. */
  finish(pool: PoolId, pass: string): Promise<'finished' | 'dead'>;
}

export interface SecondFactorDependencies {
  readonly stores: {
    readonly attempts: AttemptStore;
    readonly oneTimeCodes: OneTimeCodeStore;
    readonly credentials: CredentialStore;
  };
  readonly totp: TotpMethod;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits?: AttemptLimits;
}

export function createSecondFactor(dependencies: SecondFactorDependencies): SecondFactor {
  const { stores, totp, clock, random, limits = defaultSecondFactorLimits } = dependencies;
  const throttle = createThrottle({ attempts: stores.attempts, clock, limits });
  const subjectOf = (pass: string) => hashBearerValue(`second factor ${pass}`);
  const finish = (pool: PoolId, pass: string) =>
    stores.oneTimeCodes.redeem(pool, subjectOf(pass), hashBearerValue(pass), clock());
  return {
    async begin(pool) {
      const pass = newBearerValue(random);
      const until = clock() + secondFactorLifetime;
      await stores.oneTimeCodes.put(pool, subjectOf(pass), hashBearerValue(pass), until, tries);
      return pass;
    },

    async verify(pool, { userId, kind, typed, remoteAddress, device, pass }) {
      if (pass !== undefined) {
        // No hash equals it: one try is counted.
        const left = await stores.oneTimeCodes.redeem(pool, subjectOf(pass), 'a try', clock());
        if (left === 'dead') return { kind: 'dead' };
      }
      const account = `second factor ${userId}`;
      const admission = await throttle.admit(pool, { account, remoteAddress, device });
      if (admission.kind === 'blocked') return admission;
      const verdict =
        kind === 'recovery_code'
          ? await totp.spend(pool, userId, typed)
          : await totp.verify(pool, userId, (await stores.credentials.of(pool, userId)).totp, typed);
      if (verdict === 'wrong') return { kind: 'wrong' };
      await admission.succeeded();
      if (pass !== undefined) await finish(pool, pass);
      return { kind: 'proven', amr: totp.amr };
    },

    finish: async (pool, pass) => ((await finish(pool, pass)) === 'right' ? 'finished' : 'dead'),
  };
}

/** An authenticator app and its recovery codes as a second factor — NIST SP 800-63B §5.1.4, RFC 8176 §2. */
import type { Clock, PoolId, Random, Sealer } from '@symbolon/foundation';
import type { CredentialStore, Credentials, PresentProof } from '../../stores/credentials.ts';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts';
import { matchingStep, newTotpSecret } from './totp.ts';

export interface TotpDependencies {
  readonly credentials: CredentialStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly sealerOf: (pool: PoolId) => Sealer;
  /** 32 bytes that belong to the recovery codes of the pool alone. */
  readonly recoveryKeyOf: (pool: PoolId) => Buffer;
}

export interface Enrolment {
  readonly userId: string;
  readonly proof: PresentProof;
  /** As the end-user's app was given it. */
  readonly secret: string;
  /** As typed: proof that the app has it. */
  readonly code: string;
}

/** The recovery codes are told this once. */
export type EnrolmentOutcome =
  | { readonly kind: 'enrolled'; readonly recoveryCodes: readonly string[] }
  | { readonly kind: 'wrong' | 'exists' };

export interface TotpMethod {
  readonly amr: readonly string[];
  newSecret(): string;
  enrol(pool: PoolId, enrolment: Enrolment): Promise<EnrolmentOutcome>;
  /** Whether the code is right, and was not used before; then it is used. */
  verify(pool: PoolId, userId: string, totp: Credentials['totp'], code: string): Promise<'right' | 'wrong'>;
  /** The same for a recovery code. */
  spend(pool: PoolId, userId: string, recoveryCode: string): Promise<'right' | 'wrong'>;
  /** New recovery codes in place of the former ones; undefined where there is no authenticator app. */
  renewRecoveryCodes(pool: PoolId, userId: string): Promise<readonly string[] | undefined>;
}

export function createTotpMethod(dependencies: TotpDependencies): TotpMethod {
  const { credentials, clock, random, sealerOf, recoveryKeyOf } = dependencies;
  const codesFor = (pool: PoolId, userId: string) => {
    const codes = newRecoveryCodes(random);
    const key = recoveryKeyOf(pool);
    return { codes, hashes: codes.map(code => recoveryCodeHash(key, userId, code)) };
  };
  return {
    amr: ['otp', 'mfa'],
    newSecret: () => newTotpSecret(random),

    async enrol(pool, { userId, proof, secret, code }) {
      const at = clock();
      const step = matchingStep(secret, code, at);
      if (step === undefined) return { kind: 'wrong' };
      const { codes, hashes } = codesFor(pool, userId);
      // With its owner in the seal, so that nobody's secret can be put in the place of another's.
      const sealedSecret = sealerOf(pool).seal(`${userId} ${secret}`);
      const outcome = await credentials.enrolTotp(
        pool,
        userId,
        proof,
        { sealedSecret, createdAt: at, step },
        hashes,
      );
      return outcome === 'enrolled' ? { kind: 'enrolled', recoveryCodes: codes } : { kind: 'exists' };
    },

    async verify(pool, userId, totp, code) {
      const opened = totp && sealerOf(pool).open(totp.sealedSecret);
      const [owner, secret] = opened?.split(' ') ?? [];
      if (totp === undefined || owner !== userId || secret === undefined) return 'wrong';
      const step = matchingStep(secret, code, clock());
      if (step === undefined) return 'wrong';
      const accepted = await credentials.acceptStep(pool, userId, totp.sealedSecret, step);
      return accepted === 'accepted' ? 'right' : 'wrong';
    },

    async spend(pool, userId, recoveryCode) {
      const hash = recoveryCodeHash(recoveryKeyOf(pool), userId, recoveryCode);
      return (await credentials.spendRecoveryCode(pool, userId, hash)) === 'spent' ? 'right' : 'wrong';
    },

    async renewRecoveryCodes(pool, userId) {
      const { codes, hashes } = codesFor(pool, userId);
      const replaced = await credentials.replaceRecoveryCodes(pool, userId, hashes);
      return replaced === 'replaced' ? codes : undefined;
    },
  };
}

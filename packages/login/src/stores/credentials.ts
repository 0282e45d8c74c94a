/** What users prove themselves with beside a password: an authenticator app, recovery codes, passkeys. */
import type { PoolId } from '@symbolon/foundation';

export interface StoredTotp {
  /** The shared secret, sealed: see `createSecondFactor`. */
  readonly sealedSecret: string;
  readonly createdAt: number;
  /** The time step whose code was used last: see `stepLength`. */
  readonly lastStep: number;
}

/** A public key of one user — WebAuthn Level 3 §4 (credential record). */
export interface Passkey {
  /** As the authenticator names it, in base64url. */
  readonly credentialId: string;
  readonly userId: string;
  /** COSE_Key in base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  /** What its user calls it. */
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | undefined;
}

export interface Credentials {
  readonly totp: StoredTotp | undefined;
  /** How many are left. */
  readonly recoveryCodes: number;
  /** The oldest first. */
  readonly passkeys: readonly Passkey[];
}

/** What a user has proven just now, and by what it is seen to be worth something still: their secrets, or their session. */
export type PresentProof = { readonly secretsVersion: number } | { readonly sid: string };

/** All of it goes with its user. */
export interface CredentialStore {
  of(pool: PoolId, userId: string): Promise<Credentials>;

  /**
   * Keeps an authenticator app, of which the code of `step` was right and is used with that, and the recovery codes that
   * belong to it, in one unit. `exists`: the user has one, there is no such user, or the proof is worth nothing any more.
   */
  enrolTotp(
    pool: PoolId,
    userId: string,
    proof: PresentProof,
    totp: Omit<StoredTotp, 'lastStep'> & { readonly step: number },
    recoveryCodeHashes: readonly string[],
  ): Promise<'enrolled' | 'exists'>;

  /** Uses the code of a time step up, in one conditional statement: each step is good once, and none after a later one. */
  acceptStep(pool: PoolId, userId: string, sealedSecret: string, step: number): Promise<'accepted' | 'used'>;

  /** Forgets the authenticator app and the recovery codes. */
  removeTotp(pool: PoolId, userId: string): Promise<void>;

  /** Puts new recovery codes in the place of all former ones, in one unit; `refused` where there is no authenticator app. */
  replaceRecoveryCodes(
    pool: PoolId,
    userId: string,
    hashes: readonly string[],
  ): Promise<'replaced' | 'refused'>;

  /** In one conditional statement: of many callers with the same code exactly one spends it. */
  spendRecoveryCode(pool: PoolId, userId: string, hash: string): Promise<'spent' | 'unknown'>;

  /** `taken`: some user of the pool has a passkey of that id, there is no such user, or the proof is worth nothing any more. */
  addPasskey(
    pool: PoolId,
    passkey: Omit<Passkey, 'lastUsedAt'>,
    proof: PresentProof,
  ): Promise<'added' | 'taken'>;

  findPasskey(pool: PoolId, credentialId: string): Promise<Passkey | undefined>;

  /**
   * Notes a use, in one conditional statement. `stale`: the counter did not move on, as that of a copy does not
   * (WebAuthn Level 3 §7.2 step 22), or the passkey is gone. A counter that stays 0 counts nothing.
   */
  usePasskey(pool: PoolId, credentialId: string, counter: number, at: number): Promise<'used' | 'stale'>;

  renamePasskey(
    pool: PoolId,
    userId: string,
    credentialId: string,
    name: string,
  ): Promise<'renamed' | 'unknown'>;
  removePasskey(pool: PoolId, userId: string, credentialId: string): Promise<'removed' | 'unknown'>;
}

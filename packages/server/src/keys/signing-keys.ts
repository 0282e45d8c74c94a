/** Signing keys of a pool: made at first start, kept sealed, published — OIDC Core §10.1, RFC 7517. */
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import {
  type AsymmetricAlg,
  type Clock,
  createSigner,
  isAsymmetricAlg,
  type MasterKey,
  type PoolId,
  type PublishedSigner,
  publicJwk,
  type Sealer,
  type VerificationKey,
} from '@symbolon/foundation';
import type { Signers } from '@symbolon/protocol';
import type { SigningKeyStore, StoredSigningKey } from '@symbolon/storage';
import type { KeyReport } from './key-report.ts';
import { planRotation, type RotationPolicy, type RotationStep } from './rotation.ts';

const generate = promisify(generateKeyPair);
const rsaKey = async (): Promise<KeyObject> => (await generate('rsa', { modulusLength: 2048 })).privateKey;

/** THE TABLE: which algorithms every pool signs with, and how a key for each is made; the first is the default. */
const generators: Readonly<Partial<Record<AsymmetricAlg, () => Promise<KeyObject>>>> = {
  RS256: rsaKey,
  PS256: rsaKey,
  ES256: async () => (await generate('ec', { namedCurve: 'prime256v1' })).privateKey,
  EdDSA: async () => (await generate('ed25519')).privateKey,
};

/** A new private key for an algorithm; undefined where no pool signs with it. */
export type MakeKey = (alg: AsymmetricAlg) => Promise<KeyObject | undefined>;

export const makeKey: MakeKey = async alg => generators[alg]?.();

const signingAlgs = Object.keys(generators).filter(isAsymmetricAlg);

const sealingPurpose = (pool: PoolId): string => `signing-keys ${pool}`;

export interface SigningKeysOptions {
  readonly pool: PoolId;
  readonly store: SigningKeyStore;
  readonly masterKey: MasterKey;
  readonly clock: Clock;
  readonly makeKey: MakeKey;
  readonly policy: () => RotationPolicy;
}

/** The keys of a pool through their lives. */
export interface KeyRing {
  /** As they stand now; replaced whole when they change. */
  readonly signers: Signers;
  /** Does what is due: announces, promotes, forgets. */
  maintain(): Promise<void>;
  /** Announces a successor of every active key now, whatever its age; it signs once the announcement is over. */
  rotate(): Promise<void>;
  /** Takes up what another node has changed. */
  reload(): Promise<void>;
  report(): readonly KeyReport[];
}

/** Opens the pool's keys; those that are missing are made first, by exactly one of the nodes that start together. */
export async function openKeyRing(options: SigningKeysOptions): Promise<KeyRing> {
  const { pool, store, masterKey, clock, makeKey, policy } = options;
  const sealer = masterKey.sealer(sealingPurpose(pool));
  const add = async (alg: AsymmetricAlg, state: 'announced' | 'active') => {
    const key = await makeKey(alg);
    if (key) await store.add(pool, storedKey(alg, key, state, clock(), sealer));
  };

  let stored = await store.list(pool);
  const missing = signingAlgs.filter(alg => !stored.some(key => key.alg === alg && key.state === 'active'));
  await Promise.all(missing.map(alg => add(alg, 'active')));
  if (missing.length > 0) stored = await store.list(pool);
  let signers = signersOf(stored, sealer);

  let latest = Promise.resolve();
  // One after the other, so that what was read earlier never replaces what was read later.
  const carryOut = (steps: readonly RotationStep[]) => {
    latest = latest.catch(() => undefined).then(() => carryOutNow(steps));
    return latest;
  };
  const carryOutNow = async (steps: readonly RotationStep[]) => {
    for (const step of steps) {
      if (step.kind === 'announce') await add(step.alg, 'announced');
      else if (step.kind === 'promote') await store.promote(pool, step.kid, clock());
      else await store.forget(pool, step.kid);
    }
    const listed = await store.list(pool);
    if (JSON.stringify(listed) === JSON.stringify(stored)) return;
    stored = listed;
    signers = signersOf(stored, sealer);
  };
  return {
    get signers() {
      return signers;
    },
    maintain: () => carryOut(planRotation(stored, clock(), policy())),
    rotate: () =>
      carryOut(planRotation(stored, clock(), { ...policy(), activeLifetime: policy().announcement })),
    reload: () => carryOut([]),
    report: () =>
      stored.map(({ alg, kid, state, changedAt: since }) => ({
        ...{ pool, alg, kid, state, since },
        ...(state === 'announced' && { signsAt: since + policy().announcement }),
      })),
  };
}

/** Throws `MasterKeyMismatch` before anything is written that the right key could not read. */
export async function requireMasterKey(
  pool: PoolId,
  store: SigningKeyStore,
  masterKey: MasterKey,
): Promise<void> {
  const sealer = masterKey.sealer(sealingPurpose(pool));
  for (const key of await store.list(pool)) unseal(key, sealer);
}

function storedKey(
  alg: AsymmetricAlg,
  key: KeyObject,
  state: 'announced' | 'active',
  at: number,
  sealer: Sealer,
): StoredSigningKey {
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const { kid } = publicJwk(key, alg);
  return { kid, alg, sealedPrivateKey: sealer.seal(pem), state, createdAt: at, changedAt: at };
}

function signersOf(stored: readonly StoredSigningKey[], sealer: Sealer): Signers {
  const order: readonly string[] = signingAlgs;
  const keys = stored
    .map(key => ({ state: key.state, signer: unseal(key, sealer) }))
    .sort(
      (a, b) =>
        Number(b.state === 'active') - Number(a.state === 'active') ||
        order.indexOf(a.signer.alg) - order.indexOf(b.signer.alg),
    );
  const active = new Map(
    keys.filter(({ state }) => state === 'active').map(({ signer }) => [signer.alg, signer]),
  );
  const published = keys.map(({ signer }) => signer.jwk);
  const verificationKeys: VerificationKey[] = published.map(jwk => ({
    kid: jwk.kid,
    alg: jwk.alg,
    key: createPublicKey({ key: { ...jwk }, format: 'jwk' }),
  }));
  return {
    active(alg) {
      const signer = active.get(alg);
      if (!signer) throw new Error(`no active signing key for ${alg}`);
      return signer;
    },
    published: () => published,
    verificationKeys: () => verificationKeys,
    algs: () => [...active.keys()],
  };
}

function unseal(stored: StoredSigningKey, sealer: Sealer): PublishedSigner {
  const pem = sealer.open(stored.sealedPrivateKey);
  if (pem === undefined || !isAsymmetricAlg(stored.alg)) throw new MasterKeyMismatch();
  return createSigner(stored.alg, createPrivateKey(pem));
}

/** The database was sealed with another master key than the one at hand. */
export class MasterKeyMismatch extends Error {
  override readonly name = 'MasterKeyMismatch';
  constructor() {
    super(
      'The database was written with another master key: give the one it was made with (SYMBOLON_MASTER_KEY, or master.key in the data folder).',
    );
  }
}

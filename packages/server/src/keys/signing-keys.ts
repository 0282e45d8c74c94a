/** Signing keys of a pool: made at first start, kept sealed, published — OIDC Core §10.1, RFC 7517. */
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import {
  type AsymmetricAlg,
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

const generate = promisify(generateKeyPair);

/** THE TABLE: which algorithms every pool signs with, and how a key for each is made; the first is the default. */
const generators: Readonly<Partial<Record<AsymmetricAlg, () => Promise<KeyObject>>>> = {
  RS256: async () => (await generate('rsa', { modulusLength: 2048 })).privateKey,
  ES256: async () => (await generate('ec', { namedCurve: 'prime256v1' })).privateKey,
  EdDSA: async () => (await generate('ed25519')).privateKey,
};

const sealingPurpose = (pool: PoolId): string => `signing-keys ${pool}`;

export interface SigningKeysOptions {
  readonly pool: PoolId;
  readonly store: SigningKeyStore;
  readonly masterKey: MasterKey;
  readonly now: number;
}

/** The pool's signers; keys that are missing are made first, by exactly one of the nodes that start together. */
export async function openSigners(options: SigningKeysOptions): Promise<Signers> {
  const { pool, store, masterKey } = options;
  const sealer = masterKey.sealer(sealingPurpose(pool));
  const present = await store.list(pool);
  const missing = Object.entries(generators).filter(
    ([alg]) => !present.some(key => key.alg === alg && key.state === 'active'),
  );
  await Promise.all(missing.map(([alg, make]) => isAsymmetricAlg(alg) && addKey(alg, make, sealer, options)));
  return signersOf(missing.length === 0 ? present : await store.list(pool), sealer);
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

async function addKey(
  alg: AsymmetricAlg,
  make: () => Promise<KeyObject>,
  sealer: Sealer,
  { pool, store, now }: SigningKeysOptions,
): Promise<void> {
  const key = await make();
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  await store.add(pool, {
    kid: publicJwk(key, alg).kid,
    alg,
    sealedPrivateKey: sealer.seal(pem),
    state: 'active',
    createdAt: now,
  });
}

function signersOf(stored: readonly StoredSigningKey[], sealer: Sealer): Signers {
  const order = Object.keys(generators);
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

/** The issuer's keys: fetched when needed, kept while it cannot be reached — RFC 7517 §5. */
import {
  type CryptoKey,
  createLocalJWKSet,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from 'jose';
import type { ResourceServerError } from './errors.ts';
import type { Settings } from './options.ts';
import { asOutage, shared } from './outage.ts';

export interface KeyRing {
  /**
   * The key of a signature. Rejects with jose's `JWKSNoMatchingKey` where the issuer has none, and with a
   * `ResourceServerError` where that cannot be known: keys were never fetched, or this one may be newer than ours.
   */
  readonly keyOf: (header: JWSHeaderParameters, jws: FlattenedJWSInput) => Promise<CryptoKey>;
}

export function createKeyRing(settings: Settings, fetchKeys: () => Promise<JSONWebKeySet>): KeyRing {
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let failure: ResourceServerError | undefined;
  /** Rests after every attempt, so that unknown keys of forged tokens bring no load upon the issuer. */
  const refresh = shared(async () => {
    if (settings.now() - triedAt < (keys ? settings.keysCooldown : 1)) return;
    try {
      keys = createLocalJWKSet(await fetchKeys());
      fetchedAt = settings.now();
      failure = undefined;
    } catch (cause) {
      failure = asOutage(cause);
      settings.report(failure);
    } finally {
      triedAt = settings.now();
    }
  });
  return {
    async keyOf(header, jws) {
      if (!keys || settings.now() - fetchedAt > settings.keysLifetime) await refresh();
      try {
        if (keys) return await keys(header, jws);
      } catch (problem) {
        if (!(problem instanceof errors.JWKSNoMatchingKey)) throw problem;
        await refresh();
        if (!failure && keys) return keys(header, jws);
      }
      throw failure ?? asOutage(undefined);
    },
  };
}

/** The keys of clients that publish them at `jwks_uri`: fetched when asked for, kept, renewed — OIDC Core §10.1.1. */
import {
  BoundedMap,
  type Clock,
  parseStrictObject,
  readKeySet,
  type VerificationKey,
} from '@symbolon/foundation';
import type { Client, FindClientKeys } from '@symbolon/protocol';
import type { Egress } from './egress/egress.ts';

/** Seconds: between two fetches, until keys are asked for again, and for which they outlast a host that fails. */
const shortestInterval = 60;
const freshFor = 600;
const usableFor = 86_400;

const mostAddresses = 1000;
const mostKeys = 20;

interface Kept {
  readonly keys: readonly VerificationKey[];
  /** Undefined where no fetch has succeeded yet. */
  readonly fetchedAt: number | undefined;
  readonly attemptedAt: number;
}

export function createClientKeys(egress: Pick<Egress, 'fetchText'>, clock: Clock): FindClientKeys {
  const kept = new BoundedMap<string, Promise<Kept>>(mostAddresses);
  const renew = async (uri: string, known: Kept | undefined): Promise<Kept> => {
    const attemptedAt = clock();
    const fetched = await egress.fetchText(uri, { accept: 'application/jwk-set+json, application/json' });
    const keys = fetched.kind === 'fetched' ? usableKeys(fetched.text) : undefined;
    if (keys) return { keys, fetchedAt: attemptedAt, attemptedAt };
    return { keys: known?.keys ?? [], fetchedAt: known?.fetchedAt, attemptedAt };
  };
  const keep = (uri: string, entry: Promise<Kept>): Promise<Kept> => {
    kept.set(uri, entry);
    return entry;
  };
  return async ({ jwksUri: uri, keys }: Client, kid) => {
    if (uri === undefined) return keys;
    const waiting = kept.get(uri);
    // Kept anew by each question: what is asked for least recently is forgotten first.
    let current = await keep(uri, waiting ?? renew(uri, undefined));
    // Another caller may have renewed it meanwhile: then theirs is the answer, and no second fetch begins.
    if (isDue(current, kid, clock()) && kept.get(uri) === waiting) keep(uri, renew(uri, current));
    current = (await kept.get(uri)) ?? current;
    return current.fetchedAt !== undefined && current.fetchedAt + usableFor > clock() ? current.keys : [];
  };
}

function isDue({ keys, fetchedAt, attemptedAt }: Kept, kid: string | undefined, now: number): boolean {
  if (attemptedAt + shortestInterval > now) return false;
  const isStale = fetchedAt === undefined || fetchedAt + freshFor <= now;
  return isStale || (kid !== undefined && !keys.some(key => key.kid === kid));
}

/** Keys of a kind not known here do not spoil the rest. */
function usableKeys(text: string): readonly VerificationKey[] | undefined {
  const list = parseStrictObject(text)?.['keys'];
  if (!Array.isArray(list)) return undefined;
  return list.slice(0, mostKeys).flatMap(jwk => {
    const read = readKeySet({ keys: [jwk] });
    return typeof read === 'string' ? [] : read;
  });
}

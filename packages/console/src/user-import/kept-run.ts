/** How far an import came, kept in the browser: a page that is loaded again goes on behind it. */
import type { Member } from '@symbolon/user-file';
import type { Standing } from './import-run.ts';

export interface KeptRun {
  /** Of the file; what stood in it is not kept. */
  readonly fingerprint: string;
  /** Begins the idempotency key of every batch. */
  readonly id: string;
  readonly members: readonly (Member | null)[];
  readonly standing: Standing;
}

export async function fingerprintOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
}

const placeOf = (pool: string): string => `symbolon-import-${pool}`;

/** A browser that keeps no more is no reason to stop the import. */
export function keep(pool: string, run: KeptRun): void {
  try {
    localStorage.setItem(placeOf(pool), JSON.stringify(run));
  } catch {
    forget(pool);
  }
}

export const forget = (pool: string): void => localStorage.removeItem(placeOf(pool));

/** The run of this very file that did not come to its end. */
export function keptRun(pool: string, fingerprint: string): KeptRun | undefined {
  const text = localStorage.getItem(placeOf(pool));
  if (text === null) return undefined;
  const run: KeptRun = JSON.parse(text);
  return run.fingerprint === fingerprint ? run : undefined;
}

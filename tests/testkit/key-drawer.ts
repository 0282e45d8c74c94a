/** Signing keys for worlds: to draw an RSA key takes longer than all else that a world is made of. */
import type { KeyObject } from 'node:crypto';
import { type MakeKey, makeKey } from '../../packages/server/src/index.ts';

export interface KeyDrawer {
  /** A key that nobody has at the moment. */
  readonly makeKey: MakeKey;
  /** Puts back what was taken: for worlds to come. */
  close(): void;
}

const spare = new Map<string, KeyObject[]>();

export function openKeyDrawer(): KeyDrawer {
  const taken: (readonly [alg: string, key: KeyObject])[] = [];
  return {
    async makeKey(alg) {
      const key = spare.get(alg)?.pop() ?? (await makeKey(alg));
      if (key) taken.push([alg, key]);
      return key;
    },
    close() {
      for (const [alg, key] of taken.splice(0)) spare.set(alg, [...(spare.get(alg) ?? []), key]);
    },
  };
}

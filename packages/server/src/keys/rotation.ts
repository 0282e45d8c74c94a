/** When signing keys change: announced long enough to be in every cache, then active, then retired while their tokens live — OIDC Core §10.1.1. */
import type { AsymmetricAlg } from '@symbolon/foundation';
import type { StoredSigningKey } from '@symbolon/storage';

/** Spans in seconds. */
export interface RotationPolicy {
  /** How long a key signs. */
  readonly activeLifetime: number;
  /** How long a key is published before it signs: far longer than anyone may cache the key set. */
  readonly announcement: number;
  /** How long a key is published after it signed its last token. */
  readonly retirement: number;
}

const day = 86_400;

export const defaultRotationPolicy: RotationPolicy = {
  activeLifetime: 90 * day,
  announcement: day,
  retirement: 366 * day,
};

export type RotationStep =
  | { readonly kind: 'announce'; readonly alg: AsymmetricAlg }
  | { readonly kind: 'promote'; readonly kid: string }
  | { readonly kind: 'forget'; readonly kid: string };

/** What is due now. Carrying it out twice, or on two nodes, changes nothing more. */
export function planRotation(
  keys: readonly StoredSigningKey[],
  now: number,
  policy: RotationPolicy,
): readonly RotationStep[] {
  const steps: RotationStep[] = [];
  for (const key of keys) {
    const age = now - key.changedAt;
    const successor = keys.find(({ alg, state }) => alg === key.alg && state === 'announced');
    if (key.state === 'active' && !successor && age >= policy.activeLifetime - policy.announcement) {
      steps.push({ kind: 'announce', alg: key.alg });
    }
    if (key.state === 'announced' && age >= policy.announcement)
      steps.push({ kind: 'promote', kid: key.kid });
    if (key.state === 'retired' && age >= policy.retirement) steps.push({ kind: 'forget', kid: key.kid });
  }
  return steps;
}

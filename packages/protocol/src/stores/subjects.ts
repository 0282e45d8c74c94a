/** The end-user as the protocol needs one: whether tokens may name them, and what may be said of them. */
import type { PoolId } from '@symbolon/foundation';

export interface Subject {
  /** `sub`: never reused, never changed. */
  readonly sub: string;
  /** False for one who is locked or deleted: nothing is issued to them, nothing issued to them works. */
  readonly active: boolean;
  /** Epoch seconds. */
  readonly signedUpAt: number;
  /** The standard claims of OIDC Core §5.1 by their names, and custom ones; absent claims are absent. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface SubjectStore {
  find(pool: PoolId, userId: string): Promise<Subject | undefined>;
}

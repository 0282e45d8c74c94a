/** A dialect by its name: what it settles where the application says nothing. */
import type { SigningAlg } from '@symbolon/foundation';
import type { CustomClaim, CustomScope } from '../claims/claim-table.ts';
import type { Dialect } from '../dialect.ts';

export interface DialectPreset {
  readonly settings: Dialect;
  readonly idTokenSignedResponseAlg: {
    readonly public: SigningAlg;
    /** Of an application that has a secret. */
    readonly confidential: SigningAlg;
  };
  /** Claims beside the standard ones, or in their place. */
  readonly claims: readonly CustomClaim[];
  /** Scopes beside the standard ones, or in their place. */
  readonly scopes: readonly CustomScope[];
}

/** AuthResult is the interface that ID PASS DataCollect documents: what fits the one fits the other. */
import type { AuthResult } from '@symbolon/client';
import { expectTypeOf, it } from 'vitest';

/** As it is documented there. */
interface DocumentedAuthResult {
  access_token: string;
  id_token?: string;
  refresh_token?: string;
  expires_in: number;
  profile?: Record<string, string>;
  user_metadata?: Record<string, string>;
}

it('is assignable both ways, member by member', () => {
  expectTypeOf<AuthResult>().toExtend<DocumentedAuthResult>();
  expectTypeOf<DocumentedAuthResult>().toExtend<AuthResult>();
  expectTypeOf<AuthResult>().toEqualTypeOf<DocumentedAuthResult>();
});

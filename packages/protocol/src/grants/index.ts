/** THE TABLE of grants: a grant type exists if it stands here. */
import { authorizationCode } from './authorization-code.ts';
import type { Grant } from './grant.ts';
import { refreshToken } from './refresh-token.ts';

export const grants: readonly Grant[] = [authorizationCode, refreshToken];

export const findGrant = (grantType: string): Grant | undefined =>
  grants.find(grant => grant.grantType === grantType);

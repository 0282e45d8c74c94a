/** THE TABLE of grants: a grant type exists if it stands here. */
import { authorizationCode } from './authorization-code.ts';
import { clientCredentials } from './client-credentials.ts';
import { deviceCode } from './device-code.ts';
import type { Grant } from './grant.ts';
import { password } from './password.ts';
import { refreshToken } from './refresh-token.ts';

export const grants: readonly Grant[] = [
  authorizationCode,
  refreshToken,
  clientCredentials,
  password,
  deviceCode,
];

export const findGrant = (grantType: string): Grant | undefined =>
  grants.find(grant => grant.grantType === grantType);

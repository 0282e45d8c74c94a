/** Names of user pools: each is the first segment of the paths of its issuer and pages. */
import { readPoolId } from '@symbolon/foundation';
import { z } from 'zod';

/** THE TABLE of the first segments that paths of the server itself, and of the pool at the root, begin with. */
const reserved: ReadonlySet<string> = new Set([
  'admin',
  'api',
  'branding',
  'consent',
  'console',
  'demo',
  'device',
  'errors',
  'health',
  'inbox',
  'invitation',
  'login',
  'logout',
  'metrics',
  'oauth',
  'oidc',
  'playground',
  'recover',
  'setup',
  'sign-up',
  'u',
]);

export const poolName = z
  .string()
  .refine(name => readPoolId(name) !== undefined, 'must be 1 to 40 of a-z, 0-9 and - (not at its ends)')
  .refine(name => !reserved.has(name), 'is where the server has pages of its own: choose another name');

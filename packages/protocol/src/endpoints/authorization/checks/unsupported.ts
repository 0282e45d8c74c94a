/** Parameters whose silent neglect would mislead — OIDC Core §3.1.2.6, §7.2.1. */
import { OAuthError } from '../../../errors.ts';
import type { Refusal } from './check.ts';

export const refuseUnsupported: Refusal = ({ parameters }) => {
  if (parameters.isSent('registration'))
    throw new OAuthError('registration-unsupported', 'registration is not supported.');
};

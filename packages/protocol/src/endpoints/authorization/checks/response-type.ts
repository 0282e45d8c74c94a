/** `response_type` and `response_mode` — RFC 6749 §3.1.1, OAuth Multiple Response Types §2. */
import { OAuthError } from '../../../errors.ts';
import { findResponseMode } from '../../../response-modes/index.ts';
import { findResponseType, responseTypes } from '../../../response-types/index.ts';
import type { Check } from './check.ts';

export const checkResponseType: Check<'responseType'> = ({ parameters, addressed }) => {
  const value = parameters.get('response_type');
  if (value === undefined) throw new OAuthError('parameter-missing', 'response_type is missing.');
  const responseType = findResponseType(value);
  if (!responseType) {
    throw new OAuthError(
      'response-type-unsupported',
      `response_type must be one of: ${responseTypes.map(({ name }) => name).join(', ')}.`,
    );
  }
  if (!addressed.client.responseTypes.has(responseType.name)) {
    throw new OAuthError(
      'client-response-type',
      'This application is not registered for this response_type.',
    );
  }
  const mode = parameters.get('response_mode');
  if (mode !== undefined && !findResponseMode(mode)) {
    throw new OAuthError('response-mode-unsupported', 'response_mode must be query, fragment or form_post.');
  }
  return { responseType };
};

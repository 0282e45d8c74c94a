/** `response_type` and `response_mode` — RFC 6749 §3.1.1, OAuth Multiple Response Types §2. */
import { OAuthError } from '../../../errors.ts';
import { canReach, findResponseMode, responseModes } from '../../../response-modes/index.ts';
import { findResponseType, type ResponseType, responseTypes } from '../../../response-types/index.ts';
import type { Addressed } from '../request.ts';
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
  checkResponseMode(parameters.get('response_mode'), responseType, addressed);
  return { responseType };
};

function checkResponseMode(
  name: string | undefined,
  responseType: ResponseType,
  { client, redirectUri }: Addressed,
): void {
  if (name === undefined) return;
  const mode = findResponseMode(name);
  if (!mode || !canReach(mode, redirectUri)) {
    throw new OAuthError(
      'response-mode-unsupported',
      `response_mode must be one of: ${responseModes.map(known => known.name).join(', ')}; the last two need a redirect URI of the web.`,
    );
  }
  if (mode.travelsInQuery && responseType.name !== 'code' && !client.compatUpgradeResponseMode) {
    throw new OAuthError(
      'response-mode-token-in-query',
      'response_mode=query is for response_type=code: tokens travel in the fragment or by form_post.',
    );
  }
}

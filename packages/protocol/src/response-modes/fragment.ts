/** `fragment` — OAuth Multiple Response Types §2.1. */
import { encodeParameters } from '@symbolon/foundation';
import { redirect } from '../responses.ts';
import type { ResponseMode } from './response-mode.ts';

export const fragment: ResponseMode = {
  name: 'fragment',
  travelsInQuery: false,
  needsWebOrigin: false,
  respond: (redirectUri, parameters) => redirect(`${redirectUri}#${encodeParameters(parameters)}`),
};

/** `query` — OAuth Multiple Response Types §2.1. */
import { encodeParameters } from '@symbolon/foundation';
import { redirect } from '../responses.ts';
import type { ResponseMode } from './response-mode.ts';

export const query: ResponseMode = {
  name: 'query',
  travelsInQuery: true,
  needsWebOrigin: false,
  respond: (redirectUri, parameters) =>
    redirect(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${encodeParameters(parameters)}`),
};

/** THE TABLE of response modes. */
import { formPost } from './form-post.ts';
import { fragment } from './fragment.ts';
import { query } from './query.ts';
import type { ResponseMode } from './response-mode.ts';
import { webMessage } from './web-message.ts';

export const responseModes: readonly ResponseMode[] = [query, fragment, formPost, webMessage];

export const findResponseMode = (name: string): ResponseMode | undefined =>
  responseModes.find(mode => mode.name === name);

export type { ResponseMode } from './response-mode.ts';
/** Whether an answer in that mode can reach that redirect URI. */
export const canReach = (mode: ResponseMode, redirectUri: string): boolean =>
  !mode.needsWebOrigin || /^https?:\/\//.test(redirectUri);

export { fragment, query };

/** THE TABLE of response modes. */
import { formPost } from './form-post.ts';
import { fragment } from './fragment.ts';
import { query } from './query.ts';
import type { ResponseMode } from './response-mode.ts';

export const responseModes: readonly ResponseMode[] = [query, fragment, formPost];

export const findResponseMode = (name: string): ResponseMode | undefined =>
  responseModes.find(mode => mode.name === name);

export type { ResponseMode } from './response-mode.ts';
export { fragment, query };

/** THE TABLE of response types — OAuth Multiple Response Types §3, §5. */
import { code } from './code.ts';
import type { ResponseType } from './response-type.ts';

export const responseTypes: readonly ResponseType[] = [code];

/** Finds a response type by its words, in whatever order they come (RFC 6749 §8.4). */
export function findResponseType(value: string): ResponseType | undefined {
  const words = value.split(' ').sort().join(' ');
  return responseTypes.find(({ name }) => name.split(' ').sort().join(' ') === words);
}

/** `prompt` and `max_age` — OIDC Core §3.1.2.1. */
import { OAuthError } from '../../../errors.ts';
import type { Prompt } from '../request.ts';
import type { Check } from './check.ts';

const prompts: readonly string[] = ['none', 'login', 'consent', 'select_account'] satisfies Prompt[];
const isPrompt = (word: string): word is Prompt => prompts.includes(word);

/** More than any session lasts, and still an exact number. */
const noLimit = 2 ** 40;

export const checkPrompt: Check<'prompt'> = ({ parameters }) => {
  const words = parameters.get('prompt')?.split(' ') ?? [];
  const prompt = new Set(words.filter(isPrompt));
  if (!words.every(isPrompt))
    throw new OAuthError('prompt-values', `prompt must hold some of: ${prompts.join(', ')}.`);
  if (prompt.has('none') && prompt.size > 1)
    throw new OAuthError('prompt-values', 'prompt=none cannot be combined with another value.');
  return { prompt };
};

export const checkMaxAge: Check<'maxAge'> = ({ parameters, addressed }) => {
  const value = parameters.get('max_age');
  if (value === undefined) return { maxAge: addressed.client.defaultMaxAge };
  if (!/^\d+$/.test(value))
    throw new OAuthError('max-age-syntax', 'max_age must be a number of seconds, digits only.');
  return { maxAge: value.length > 12 ? noLimit : Number(value) };
};

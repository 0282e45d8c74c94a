/** What is around the pages of a pool: their language, and the branding of whoever they belong to. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { Frame, Surroundings } from '@symbolon/login';
import type { PoolSettings } from '../config/pool-settings.ts';
import type { CookieJar } from '../http/cookies.ts';
import { type LanguageWishes, languageOf } from './language.ts';

export interface SurroundingWishes extends Pick<LanguageWishes, 'asked'> {
  readonly cookies: CookieJar;
  readonly settings: (clientId: string | undefined) => PoolSettings;
  readonly clientId?: string | undefined;
}

export interface Surrounded {
  readonly surroundings: Surroundings;
  /** Gives the answer what its page needs: the choice remembered, the style admitted. */
  readonly finish: (response: HttpResponse) => HttpResponse;
}

/** `languages`: what asks for the same page again; left out where nothing can. */
export function surround(
  request: HttpRequest,
  { cookies, asked }: SurroundingWishes,
  languages?: Frame['languages'],
): Surrounded {
  const { locale, cookies: chosen } = languageOf(request, cookies, { asked });
  return {
    surroundings: { locale, frame: { languages } },
    finish: response =>
      chosen.length === 0 ? response : { ...response, cookies: [...chosen, ...(response.cookies ?? [])] },
  };
}

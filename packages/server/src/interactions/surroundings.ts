/** What is around the pages of a pool: their language, and the branding of whoever they belong to. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import { admitStyle, type Frame, lookOf, type Surroundings } from '@symbolon/login';
import type { PoolSettings } from '../config/pool-settings.ts';
import type { CookieJar } from '../http/cookies.ts';
import { type LanguageWishes, languageOf } from './language.ts';
import { pictureAddress } from './pictures.ts';

export interface SurroundingWishes extends Pick<LanguageWishes, 'asked'> {
  /** Where the pool's pages are. */
  readonly base: string;
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
  { base, cookies, settings, asked, clientId }: SurroundingWishes,
  languages?: Frame['languages'],
): Surrounded {
  const { branding } = settings(clientId);
  const { locale, cookies: chosen } = languageOf(request, cookies, {
    asked,
    fallback: branding.defaultLanguage,
  });
  const look = lookOf(branding, { locale, addressOf: picture => pictureAddress(base, picture) });
  return {
    surroundings: { locale, frame: { languages, look } },
    finish: response => ({
      ...response,
      headers: look.style === undefined ? response.headers : admitStyle(response.headers, look.style),
      cookies: [...chosen, ...(response.cookies ?? [])],
    }),
  };
}

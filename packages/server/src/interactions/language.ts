/** The language of a page, worked out for each request — OIDC Core §3.1.2.1 (ui_locales), RFC 9110 §12.5.4. */
import type { HttpRequest } from '@symbolon/foundation';
import { defaultLocale, type Locale, readLocale, spokenOf } from '@symbolon/login';
import type { CookieJar } from '../http/cookies.ts';

/** Remembers what the end-user chose: the language, and the one that an application had asked for in its place. */
const languageCookie = 'symbolon-language';
const remembered = 365 * 86_400;

export interface ChosenLanguage {
  readonly locale: Locale;
  /** Where the end-user has just chosen it. */
  readonly cookies: readonly string[];
}

export interface LanguageWishes {
  /** `ui_locales`, as the application sent it. */
  readonly asked?: string | undefined;
  /** The pool's own. */
  readonly fallback?: Locale | undefined;
}

/** A choice beats the very wish that it was made against; any other wish of an application comes first. */
export function languageOf(
  request: HttpRequest,
  cookies: CookieJar,
  { asked, fallback = defaultLocale }: LanguageWishes = {},
): ChosenLanguage {
  const wish = spokenOf((asked ?? '').slice(0, longest).split(' '));
  const pressed = request.method === 'POST' ? undefined : readLocale(request.query.get('lang'));
  if (pressed !== undefined) {
    const value = wish === undefined ? pressed : `${pressed}.${wish}`;
    return { locale: pressed, cookies: [cookies.set(languageCookie, value, remembered)] };
  }
  const [chosen, against] = (request.cookie(cookies.name(languageCookie)) ?? '').split('.');
  const choice = readLocale(chosen);
  const locale =
    wish !== undefined && (choice === undefined || against !== wish)
      ? wish
      : (choice ?? spokenOf(acceptedBy(request)) ?? fallback);
  return { locale, cookies: [] };
}

const longest = 1000;

/** The tags of `Accept-Language`, best first. */
function acceptedBy(request: HttpRequest): readonly string[] {
  const entries = (request.header('accept-language') ?? '').slice(0, longest).split(',');
  return entries
    .map(entry => {
      const [tag = '', weight] = entry.split(';');
      const [, quality = '1'] = /^\s*q=([\d.]+)\s*$/i.exec(weight ?? '') ?? [];
      return { tag: tag.trim(), quality: Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}

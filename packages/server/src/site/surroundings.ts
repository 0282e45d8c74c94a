/** What is around the pages of the server itself: the language that whoever asks has chosen, and the way to the others. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { Surroundings } from '@symbolon/login';
import type { CookieJar } from '../http/cookies.ts';
import { htmlPage } from '../http/html-page.ts';
import { languageOf } from '../interactions/language.ts';

/** Renders a page that can be asked for again under the path of the request. */
export function sitePage(
  request: HttpRequest,
  cookies: CookieJar,
  render: (surroundings: Surroundings) => string,
): HttpResponse {
  const { locale, cookies: chosen } = languageOf(request, cookies);
  const frame = { languages: { action: request.path, fields: [] } };
  return { ...htmlPage(200, render({ locale, frame })), cookies: chosen };
}

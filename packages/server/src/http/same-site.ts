/** Forms are taken from our own pages only — OWASP CSRF, Fetch Metadata. */
import type { HttpRequest } from '@symbolon/foundation';

/** Whether a POST came from a page of this origin, as far as the browser says. A ticket must agree in any case. */
export function isFromOwnPage(request: HttpRequest, ownOrigin: string): boolean {
  const site = request.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.header('origin');
  return origin === undefined || origin === ownOrigin;
}

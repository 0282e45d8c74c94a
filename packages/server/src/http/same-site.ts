/** Forms are taken from our own pages only — OWASP CSRF, Fetch Metadata. */
import type { HttpRequest } from '@symbolon/foundation';

/**
 * Whether a POST came from a page of this origin, as far as the browser says; a ticket must agree in any case. Our pages
 * send no referrer, and with it browsers withhold the origin (`null`): where there is Fetch Metadata it alone decides.
 */
export function isFromOwnPage(request: HttpRequest, ownOrigin: string): boolean {
  const site = request.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.header('origin');
  return origin === undefined || origin === ownOrigin;
}

/** A hosted page as an answer. */
import type { HttpResponse } from '@symbolon/foundation';
import { pageHeaders } from '@symbolon/login';

/** A page that a client opened in a popup keeps its way back to the opener, which it is to give the answer to. */
export const inPopup = (page: HttpResponse): HttpResponse => ({
  ...page,
  headers: { ...page.headers, 'cross-origin-opener-policy': 'unsafe-none' },
});

/** `formAction`: where the page's forms may end beside this origin, as the browser checks it on every redirect. */
export const htmlPage = (status: number, body: string, formAction: readonly string[] = []): HttpResponse => ({
  status,
  headers: pageHeaders({ formAction }),
  body,
});

/** The page after a logout: `frames` are the addresses that it loads, `next` is where it goes on to, script or not. */
export function leavingPage(body: string, frames: readonly string[], next: string | undefined): HttpResponse {
  const policy = pageHeaders({ formAction: [], frames: frames.map(frame => new URL(frame).origin) });
  const goesOn = next !== undefined && { refresh: `3;url=${next}` };
  return { status: 200, headers: { ...policy, ...goesOn }, body };
}

/**
 * Where a form that ends at a client's redirect URI may lead. Browsers hold every further redirect against the policy
 * too, and an application may send its user on to another of its hosts, so https names the scheme alone, and plain http,
 * which is for this machine only, every port of it.
 */
export function formTargetOf(redirectUri: string): string[] {
  const [scheme = ''] = /^[a-z][a-z0-9+.-]*:/i.exec(redirectUri) ?? [];
  return scheme === 'http:'
    ? [new URL(redirectUri).origin, 'http://localhost:*', 'http://127.0.0.1:*']
    : [scheme];
}

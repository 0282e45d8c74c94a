/** A login in a window of its own. */
import { AuthenticationError, type AuthorizationRequest } from '@symbolon/client';
import { responseFrom } from './web-message.ts';

/** Milliseconds between two looks whether the window is still there: no event says so. */
const lookInterval = 200;

/**
 * Must be called while a click is being handled, or the browser blocks the window: it opens at once, and goes to the provider
 * when the request is ready.
 */
export async function responseByPopup(
  createRequest: () => Promise<AuthorizationRequest>,
  features: string,
): Promise<readonly [URLSearchParams, AuthorizationRequest]> {
  const popup = window.open('about:blank', '_blank', features);
  if (popup === null)
    throw new AuthenticationError(
      'popup_blocked',
      'The browser let no window open: call loginWithPopup when a button is clicked.',
    );
  const closing = new AbortController();
  const look = setInterval(() => {
    if (popup.closed)
      closing.abort(
        new AuthenticationError('popup_closed', 'The window was closed before the end-user had signed in.'),
      );
  }, lookInterval);
  try {
    const request = await createRequest();
    const answer = responseFrom(popup, new URL(request.url).origin, closing.signal);
    popup.location.replace(request.url);
    return [await answer, request];
  } finally {
    clearInterval(look);
    popup.close();
  }
}

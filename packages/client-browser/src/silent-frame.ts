/** A login without a page: an unseen frame and `prompt=none`, for who is signed in at the provider still — OIDC Core §3.1.2.1. */
import { AuthenticationError, type AuthorizationRequest } from '@symbolon/client';
import { responseFrom } from './web-message.ts';

/** Milliseconds. */
const limit = 5000;

export async function responseBySilentFrame({ url }: AuthorizationRequest): Promise<URLSearchParams> {
  if (!navigator.onLine) throw new AuthenticationError('network', 'This browser is offline.');
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = url;
  // Whatever answers there, it leads this page nowhere and opens nothing. One of this very origin could leave the sandbox anyway.
  if (new URL(url).origin !== location.origin)
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new AuthenticationError('timeout', `The provider did not answer within ${limit} ms.`)),
    limit,
  );
  try {
    document.documentElement.append(frame);
    if (frame.contentWindow === null)
      throw new AuthenticationError('configuration', 'This page can hold no frame.');
    return await responseFrom(frame.contentWindow, new URL(url).origin, late.signal);
  } finally {
    clearTimeout(timer);
    frame.remove();
  }
}

/** Whether a browser is still signed in as it was, told to clients without a request — OIDC Session Management §2, §3.2. */
import { hash } from 'node:crypto';
import type { Random } from '@symbolon/foundation';

/** What the browser keeps while the session of that `sid` lasts, beside those of its other sessions, for scripts of ours to read; it opens nothing. */
export const browserState = (sid: string): string => hash('sha256', `browser state ${sid}`, 'base64url');

/** `session_state` for a client; undefined where its redirect URI has no web origin, and so no page to ask from. */
export function sessionState(
  clientId: string,
  redirectUri: string,
  sid: string,
  random: Random,
): string | undefined {
  const { origin } = new URL(redirectUri);
  if (origin === 'null') return undefined;
  const salt = Buffer.from(random(12)).toString('base64url');
  return `${hash('sha256', `${clientId} ${origin} ${browserState(sid)} ${salt}`, 'base64url')}.${salt}`;
}

/** To whom a passkey is offered who has just signed in without. */
import type { Credentials, FactorPolicy } from '@symbolon/login';
import type { CookieJar } from '../http/cookies.ts';
import type { SignedIn } from './completion.ts';
import type { Visit } from './page.ts';
import type { Ticket } from './ticket.ts';

/** Whoever declines is not asked again by that browser for 30 days. */
const declineCookie = 'symbolon-no-passkey';
const declineLifetime = 30 * 86_400;

export const declined = (cookies: CookieJar): string => cookies.set(declineCookie, '1', declineLifetime);

export function isPasskeyOffered(
  { request, cookies }: Visit<Ticket>,
  { passkeyCapable, amr }: SignedIn,
  { methods }: FactorPolicy,
  { passkeys }: Credentials,
): boolean {
  if (!passkeyCapable || !methods.includes('passkey') || passkeys.length > 0 || amr.includes('pop'))
    return false;
  return request.cookie(cookies.name(declineCookie)) === undefined;
}

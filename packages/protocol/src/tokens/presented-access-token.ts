/** The access token that a request comes with, and the proof where it is bound to a key — RFC 6750 §2, RFC 9449 §7. */
import type { HttpRequest } from '@symbolon/foundation';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { findProvenKey } from '../sender-constraint/dpop.ts';
import { findAccessToken, type LiveAccessToken } from './access-token.ts';

const scheme = /^(?:bearer|dpop) +/i;

/** Whether the request means to prove who holds its token. */
export const isProving = (request: HttpRequest): boolean =>
  /^dpop /i.test(request.header('authorization') ?? '');

/** Undefined where the request has none; throws `OAuthError` where what it has is not in force, or not its own. */
export async function findPresentedToken(
  request: HttpRequest,
  context: IssuerContext,
): Promise<LiveAccessToken | undefined> {
  const value = readPresented(request);
  if (value === undefined) return undefined;
  const token = await findAccessToken(context, value);
  if (!token) {
    throw new OAuthError(
      'bearer-invalid',
      'The access token is unknown, expired or revoked, or is not an access token.',
    );
  }
  const key = isProving(request) ? await requireKey(request, context, value) : undefined;
  if (token.boundTo === key) return token;
  throw new OAuthError(
    'dpop-binding',
    token.boundTo === undefined
      ? 'The access token is bound to no key: send it as Bearer.'
      : 'The access token is bound to a key: send it as DPoP, with a proof that was signed with that key.',
  );
}

async function requireKey(request: HttpRequest, context: IssuerContext, value: string): Promise<string> {
  const key = await findProvenKey(request, context, value);
  if (key !== undefined) return key;
  throw new OAuthError('dpop-proof', 'A proof is missing: send it in the DPoP header.');
}

/**
 * It is sent in one place (RFC 6750 §2); a bare token in the Authorization header, as some SDKs leak it beside the one
 * they mean, counts only where there is no other.
 */
function readPresented(request: HttpRequest): string | undefined {
  const header = request.header('authorization');
  const inHeader = header !== undefined && scheme.test(header) ? header.replace(scheme, '') : undefined;
  const places = [inHeader, ...request.query.all('access_token'), ...request.form.all('access_token')].filter(
    value => value !== undefined && value !== '',
  );
  if (places.length > 1)
    throw new OAuthError(
      'bearer-ambiguous',
      'The access token was sent more than once: send it in the Authorization header only.',
    );
  return places[0] ?? (header !== undefined && /^[\w.-]{36,}$/.test(header) ? header : undefined);
}

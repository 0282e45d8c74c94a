/** The access token of a request: in the Authorization header, once — RFC 6750 §2.1, RFC 9449 §7.1. */

export interface PresentedRequest {
  readonly method: string;
  /** Absolute, or from the path on where `resource` is set. */
  readonly url: string;
  /** The header's value; a list where it came several times. */
  readonly authorization?: string | readonly string[] | null | undefined;
  readonly dpop?: string | readonly string[] | null | undefined;
}

export type Scheme = 'Bearer' | 'DPoP';

export type Credentials =
  | { readonly kind: 'presented'; readonly scheme: Scheme; readonly token: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly why: string };

export function credentialsOf({ authorization, url }: PresentedRequest): Credentials {
  const headers = [authorization ?? []].flat();
  const inQuery = new URLSearchParams(url.split('#')[0]?.split('?')[1]).has('access_token');
  if (inQuery)
    return malformed('An access token is taken from the Authorization header, never from the query.');
  if (headers.length > 1) return malformed('The Authorization header was sent more than once.');
  const [header = ''] = headers;
  const [, scheme = ''] = /^(bearer|dpop)(?: |$)/i.exec(header) ?? [];
  if (scheme === '') return { kind: 'none' };
  const [, token] = /^\S+ +([A-Za-z0-9\-._~+/]+=*)$/.exec(header) ?? [];
  if (token === undefined)
    return malformed('The Authorization header must hold one access token: Authorization: Bearer TOKEN.');
  return { kind: 'presented', scheme: scheme.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', token };
}

const malformed = (why: string): Credentials => ({ kind: 'malformed', why });

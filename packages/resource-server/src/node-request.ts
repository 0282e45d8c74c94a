/** Requests as Node's servers hold them. */
import type { PresentedRequest } from './credentials.ts';

export interface NodeHeaders {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Every value, where `headers` keeps the first alone. */
  readonly headersDistinct?: Readonly<Record<string, string[] | undefined>>;
}

export function presented(
  { headers, headersDistinct }: NodeHeaders,
  method = 'GET',
  protocol: string,
  path: string,
): PresentedRequest {
  const valuesOf = (name: 'authorization' | 'dpop') => headersDistinct?.[name] ?? headers[name];
  return {
    method,
    url: `${protocol}://${headers['host'] ?? 'localhost'}${path}`,
    authorization: valuesOf('authorization'),
    dpop: valuesOf('dpop'),
  };
}

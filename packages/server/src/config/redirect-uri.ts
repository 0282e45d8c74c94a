/** Which redirect URIs may be registered — RFC 6749 §3.1.2, RFC 8252 §7 and §8.4, RFC 9700 §4.1.1. */

export type ApplicationType = 'web' | 'native';

const dangerous = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:', 'view-source:']);

/** `localhost` is no literal, but applications declared by whoever runs the server may use it. */
export const isLoopbackHost = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);

export const isLoopbackOrigin = (origin: URL): boolean => isLoopbackHost(origin.hostname);

/** Why the URI may not be registered; undefined where it may. The text never quotes the URI. */
export function refuseRedirectUri(uri: string, applicationType: ApplicationType): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(uri) || /[\\"<>^`{|}]/.test(uri))
    return 'must be written in plain URI characters, the rest percent-encoded';
  if (uri.includes('*')) return 'must be exact: wildcards are not allowed';
  if (uri.includes('#')) return 'must have no fragment (#…)';
  if (!URL.canParse(uri)) return 'must be an absolute URI, such as https://app.example.com/callback';
  const url = new URL(uri);
  if (dangerous.has(url.protocol)) return 'must not use a scheme that a browser runs or reads by itself';
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
  if (url.protocol === 'https:' || url.protocol === 'http:') return refuseWebUri(uri, url);
  if (!url.protocol.includes('.'))
    return 'must use https, or a private-use scheme with a dot, such as com.example.app:/callback';
  return applicationType === 'native'
    ? undefined
    : 'uses a private-use scheme: say application_type: native, or use https';
}

function refuseWebUri(uri: string, url: URL): string | undefined {
  // The parser mends "https:/x" and "https:x"; comparison is by character, so the mended form would never match.
  if (!/^https?:\/\/[^/?]/i.test(uri)) return 'must name a host after //';
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    return 'must use https: http is allowed only for localhost, 127.0.0.1 and [::1]';
  }
  return undefined;
}

/** Why nothing can be fetched from the address; undefined where it can. */
export function refuseFetchedUri(uri: string): string | undefined {
  if (!/^[\x21-\x7e]+$/.test(uri) || !URL.canParse(uri)) return 'must be an absolute https URL';
  const url = new URL(uri);
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
  if (uri.includes('#')) return 'must have no fragment (#…)';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname)))
    return undefined;
  return 'must use https';
}

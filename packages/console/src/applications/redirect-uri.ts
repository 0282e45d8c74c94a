/** Whether a redirect URI can be registered, said while it is typed; the server judges it once more — RFC 6749 §3.1.2, RFC 8252 §7. */
import type { WordKey } from '../words/say.tsx';

const dangerous = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:', 'view-source:']);
const isLoopback = (host: string) =>
  host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);

export type UriObstacle = Extract<WordKey, `uri.${string}`>;

export function obstacleIn(uri: string, kind: 'web' | 'native'): UriObstacle | undefined {
  if (!/^[\x21-\x7e]+$/.test(uri) || /[\\"<>^`{|}]/.test(uri)) return 'uri.characters';
  if (uri.includes('*')) return 'uri.wildcard';
  if (uri.includes('#')) return 'uri.fragment';
  if (!URL.canParse(uri)) return 'uri.absolute';
  const url = new URL(uri);
  if (dangerous.has(url.protocol)) return 'uri.dangerous';
  if (url.username !== '' || url.password !== '') return 'uri.credentials';
  if (url.protocol === 'https:' || url.protocol === 'http:') {
    if (!/^https?:\/\/[^/?]/i.test(uri)) return 'uri.host';
    return url.protocol === 'http:' && !isLoopback(url.hostname) ? 'uri.https' : undefined;
  }
  if (!url.protocol.includes('.')) return 'uri.scheme';
  return kind === 'native' ? undefined : 'uri.native';
}

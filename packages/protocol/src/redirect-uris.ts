/** Which redirect URIs are a client's: compared byte for byte, the port of a loopback literal aside — RFC 9700 §4.1.3, RFC 8252 §7.3. */
import type { Client } from './client.ts';

const loopback = /^http:\/\/(?:127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?(?=[/?]|$)/;
const highestPort = 65_535;

/** The URI without its port where it is a loopback literal; undefined otherwise. */
function withoutLoopbackPort(uri: string): string | undefined {
  const [origin, port = '0'] = loopback.exec(uri) ?? [];
  if (origin === undefined || Number(port) > highestPort) return undefined;
  return origin.replace(/:\d+$/, '') + uri.slice(origin.length);
}

export function isRegisteredRedirectUri(client: Client, redirectUri: string): boolean {
  if (client.redirectUris.includes(redirectUri)) return true;
  const portless = withoutLoopbackPort(redirectUri);
  return (
    portless !== undefined &&
    client.redirectUris.some(registered => withoutLoopbackPort(registered) === portless)
  );
}

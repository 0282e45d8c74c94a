/** Which `Host` is ours: the name of the configured origin, and loopback names for probes — RFC 9110 §7.2, §7.4. */
import type { Configuration } from '../config/configuration.ts';

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::(?<port>\d{1,5}))?$/;
const highestPort = 65_535;

/** No address of ours is ever made from `Host`; refusing foreign names keeps caches and rebinding pages out as well. */
export function createIsOurHost({ origin }: Configuration): (host: string) => boolean {
  const own = new URL(origin).host;
  return host => {
    if (host.toLowerCase() === own) return true;
    const probed = loopback.exec(host);
    return probed !== null && Number(probed.groups?.['port'] ?? 0) <= highestPort;
  };
}

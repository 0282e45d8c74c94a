/** Whose request it is: the peer, or whom a trusted proxy speaks for. */
import { BlockList, isIP } from 'node:net';

export type RemoteAddressOf = (peer: string | undefined, forwardedFor: string | undefined) => string;

const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address);

/** Takes addresses and networks (`10.0.0.0/8`) of proxies whose `X-Forwarded-For` is believed; none by default. */
export function createRemoteAddressOf(trustedProxies: readonly string[]): RemoteAddressOf {
  const trusted = new BlockList();
  for (const proxy of trustedProxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return (peer, forwardedFor) => {
    let address = plain(peer ?? '');
    if (forwardedFor === undefined || trustedProxies.length === 0) return address;
    // Each proxy appends whom it heard from, so the list is read from its end, as far as the proxies are ours.
    const heardFrom = forwardedFor.split(',').map(part => plain(part.trim()));
    while (isIP(address) !== 0 && isTrusted(address)) {
      const next = heardFrom.pop();
      if (next === undefined || isIP(next) === 0) break;
      address = next;
    }
    return address;
  };
}

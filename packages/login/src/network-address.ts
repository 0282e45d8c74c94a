/** The part of an internet address that one subscriber holds — RFC 6177 §2, RFC 4291 §2.2. */
import { isIPv4, isIPv6 } from 'node:net';

/** An IPv4 address whole, an IPv6 address by its /64, anything else as it is. */
export function subscriberAddress(address: string): string {
  const [bare = ''] = address.toLowerCase().split('%');
  if (!isIPv6(bare)) return bare;
  const embedded = bare.startsWith('::ffff:') ? bare.slice('::ffff:'.length) : '';
  return isIPv4(embedded) ? embedded : `${network(bare).join(':')}::/64`;
}

/** The network around it that one customer of a carrier may hold whole: an IPv4 /24, an IPv6 /48. */
export function subscriberNetwork(address: string): string {
  const subscriber = subscriberAddress(address);
  const [bare = ''] = subscriber.split('/');
  if (isIPv4(bare)) return `${bare.split('.').slice(0, 3).join('.')}.0/24`;
  return isIPv6(bare) ? `${subscriber.split(':').slice(0, 3).join(':')}::/48` : subscriber;
}

/** The first four groups of an IPv6 address, `::` written out, without leading zeros. */
function network(address: string): string[] {
  const [left = [], right = []] = address
    .split('::')
    .map(half => half.split(':').filter(group => group !== ''));
  // A dotted quad at the end stands for two groups.
  const length = left.length + right.length + (address.includes('.') ? 1 : 0);
  const zeros = Array<string>(Math.max(0, 8 - length)).fill('0');
  return [...left, ...zeros, ...right].slice(0, 4).map(group => group.replace(/^0+(?=.)/, ''));
}

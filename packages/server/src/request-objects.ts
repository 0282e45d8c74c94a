/** Request objects that clients keep at an address of their own: fetched when asked for, kept for a while — OIDC Core §6.2, RFC 9101 §5.2. */
import { BoundedMap, type Clock, hashBearerValue } from '@symbolon/foundation';
import type { FindRequestObject } from '@symbolon/protocol';
import type { Egress } from './egress/egress.ts';

/** Seconds: for content that the fragment of its address names by hash, and for any other, which may change at any time. */
const namedFor = 3600;
const unnamedFor = 5;

const mostAddresses = 500;

/** Bytes. The object travels through the browser while the end-user signs in, so that it has to fit into an address. */
const maximumLength = 8192;

const accept = 'application/oauth-authz-req+jwt, application/jwt';

interface Kept {
  readonly requestObject: Promise<string | undefined>;
  /** Set as soon as it is known what is there. */
  usableUntil: number | undefined;
}

export function createRequestObjects(egress: Pick<Egress, 'fetchText'>, clock: Clock): FindRequestObject {
  const kept = new BoundedMap<string, Kept>(mostAddresses);
  const get = async (requestUri: string): Promise<{ text: string | undefined; isNamed: boolean }> => {
    const [address = '', fragment] = requestUri.split('#');
    const fetched = await egress.fetchText(address, { accept, maximumLength });
    if (fetched.kind !== 'fetched') return { text: undefined, isNamed: false };
    return { text: fetched.text.trim(), isNamed: hashBearerValue(fetched.text) === fragment };
  };
  const renew = (requestUri: string): Kept => {
    const getting = get(requestUri);
    const entry: Kept = { requestObject: getting.then(({ text }) => text), usableUntil: undefined };
    void getting.then(({ isNamed }) => {
      entry.usableUntil = clock() + (isNamed ? namedFor : unnamedFor);
    });
    kept.set(requestUri, entry);
    return entry;
  };
  return requestUri => {
    const known = kept.get(requestUri);
    const isUsable = known !== undefined && (known.usableUntil === undefined || known.usableUntil > clock());
    return (isUsable ? known : renew(requestUri)).requestObject;
  };
}

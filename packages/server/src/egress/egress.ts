/** The one way out: fetching an address that somebody else wrote, without reaching what is inside — RFC 9700 §4.11, OWASP SSRF. */
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './address.ts';
import { type Posting, postOnce } from './post-once.ts';
import { type ReadOutcome, type ResolvedAddress, readOnce } from './read-once.ts';

export interface FetchOptions {
  /** Bytes of the body; 64 kB unless told. */
  readonly maximumLength?: number;
  /** Milliseconds for everything, redirects included; 3000 unless told. */
  readonly timeout?: number;
  /** The media types asked for. */
  readonly accept: string;
}

/** `refused`: nothing was asked of the address, or of that it redirected to. The reason names no address. */
export type Fetched =
  | { readonly kind: 'fetched'; readonly text: string }
  | { readonly kind: 'refused' | 'failed'; readonly reason: string };

/** `refused`: nothing was sent. Redirects are answers: they are not followed. */
export type Posted =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'refused' | 'failed'; readonly reason: string };

export interface Egress {
  /** Never rejects. */
  fetchText(url: string, options: FetchOptions): Promise<Fetched>;
  /** Sends a form, as it is encoded; `timeout` in milliseconds, 3000 unless told. Never rejects. */
  post(url: string, form: string, timeout?: number): Promise<Posted>;
  /** The same with JSON and headers of its own. */
  postJson(
    url: string,
    json: string,
    headers: Readonly<Record<string, string>>,
    timeout?: number,
  ): Promise<Posted>;
}

export interface EgressOptions {
  /** All addresses of a host name. */
  readonly lookup?: (hostname: string) => Promise<readonly ResolvedAddress[]>;
  /** Lets `http` and inner addresses through: for tests, and networks without an inside. */
  readonly dangerouslyAllowPrivateNetworks: boolean;
}

const maximumRedirects = 3;
const defaults = { maximumLength: 64 * 1024, timeout: 3000 };

const resolveAll = (hostname: string) => systemLookup(hostname, { all: true });

export function createEgress({
  lookup = resolveAll,
  dangerouslyAllowPrivateNetworks,
}: EgressOptions): Egress {
  const judge = async (text: string): Promise<Judged> => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isAllowedScheme =
      url?.protocol === 'https:' || (dangerouslyAllowPrivateNetworks && url?.protocol === 'http:');
    if (!url || !isAllowedScheme) return refuse('the address is no https URL');
    if (url.username !== '' || url.password !== '') return refuse('the address holds credentials');
    const addresses = await addressesOf(url, lookup);
    if (addresses.length === 0) return { kind: 'failed', reason: 'the host name has no address' };
    // One inner address among public ones is enough: which of them is taken is not ours to say.
    if (!dangerouslyAllowPrivateNetworks && !addresses.every(({ address }) => isPublicAddress(address)))
      return refuse('the host has an address that is not public');
    return { kind: 'judged', url, addresses };
  };
  const send = (address: string, posting: Posting, timeout = defaults.timeout): Promise<Posted> => {
    const signal = AbortSignal.timeout(timeout);
    return within<Posted>(signal, async () => {
      const judged = await judge(address);
      if (judged.kind !== 'judged') return judged;
      signal.throwIfAborted();
      return { kind: 'answered', status: await postOnce(judged.url, judged.addresses, posting, signal) };
    });
  };
  return {
    async fetchText(text, { accept, maximumLength = defaults.maximumLength, timeout = defaults.timeout }) {
      const signal = AbortSignal.timeout(timeout);
      const bounds = { accept, maximumLength, signal };
      return within<Fetched>(signal, async () => {
        let next = text;
        for (let hops = 0; hops <= maximumRedirects; hops++) {
          const judged = await judge(next);
          if (judged.kind !== 'judged') return judged;
          signal.throwIfAborted();
          const outcome: ReadOutcome = await readOnce(judged.url, judged.addresses, bounds);
          if (outcome.kind !== 'redirected') return outcome;
          next = outcome.location;
        }
        return { kind: 'failed', reason: 'the address redirects too often' };
      });
    },

    post: (address, form, timeout) =>
      send(address, { mediaType: 'application/x-www-form-urlencoded', text: form }, timeout),

    postJson: (address, json, headers, timeout) =>
      send(address, { mediaType: 'application/json', text: json, headers }, timeout),
  };
}

type Judged =
  | { readonly kind: 'judged'; readonly url: URL; readonly addresses: readonly ResolvedAddress[] }
  | Failure;

type Failure = Extract<Fetched, Posted>;

const refuse = (reason: string) => ({ kind: 'refused', reason }) as const;

/** The URL parser has already turned every spelling of an IPv4 address into the dotted one. */
async function addressesOf(
  { hostname }: URL,
  lookup: NonNullable<EgressOptions['lookup']>,
): Promise<readonly ResolvedAddress[]> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  return family === 0 ? lookup(hostname) : [{ address: literal, family }];
}

/** A name server that does not answer must not hold the caller longer than a host that does not. */
async function within<Outcome>(
  signal: AbortSignal,
  work: () => Promise<Outcome | Failure>,
): Promise<Outcome | Failure> {
  const late: Failure = { kind: 'failed', reason: 'the answer took too long' };
  const elapsed = new Promise<Failure>(resolve =>
    signal.addEventListener('abort', () => resolve(late), { once: true }),
  );
  const done = work().catch(
    (): Failure => (signal.aborted ? late : { kind: 'failed', reason: 'the host cannot be reached' }),
  );
  return Promise.race([done, elapsed]);
}

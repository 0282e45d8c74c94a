/** One GET to addresses that were judged before: no name is resolved again, no more is read than allowed. */
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { request as requestHttp } from '../http/node-http.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

export interface Bounds {
  readonly accept: string;
  /** Bytes. */
  readonly maximumLength: number;
  readonly signal: AbortSignal;
}

export type ReadOutcome =
  | { readonly kind: 'fetched'; readonly text: string }
  | { readonly kind: 'redirected'; readonly location: string }
  | { readonly kind: 'failed'; readonly reason: string };

const redirects = new Set([301, 302, 303, 307, 308]);

/** Rejects where there is no answer at all. */
export function readOnce(
  url: URL,
  addresses: readonly ResolvedAddress[],
  { accept, maximumLength, signal }: Bounds,
): Promise<ReadOutcome> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const outgoing = send(
      url,
      {
        agent: false,
        lookup: onlyThese(addresses),
        signal,
        headers: { accept, 'accept-encoding': 'identity', 'user-agent': 'Symbolon' },
      },
      incoming => {
        readAnswer(incoming, url, maximumLength)
          .then(resolve, reject)
          .finally(() => outgoing.destroy());
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** What was judged is what is connected to: a second answer of the name server cannot change it. */
export const onlyThese =
  (addresses: readonly ResolvedAddress[]): LookupFunction =>
  (_hostname, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };

async function readAnswer(incoming: IncomingMessage, url: URL, maximumLength: number): Promise<ReadOutcome> {
  const { statusCode = 0, headers } = incoming;
  if (redirects.has(statusCode)) {
    const { location = '' } = headers;
    return URL.canParse(location, url)
      ? { kind: 'redirected', location: new URL(location, url).href }
      : { kind: 'failed', reason: 'the address redirects to no address' };
  }
  if (statusCode !== 200) return { kind: 'failed', reason: 'the host did not answer with 200' };
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return { kind: 'failed', reason: 'the answer is compressed' };
  return readText(incoming, maximumLength);
}

async function readText(incoming: IncomingMessage, maximumLength: number): Promise<ReadOutcome> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maximumLength) return { kind: 'failed', reason: 'the answer is too long' };
    chunks.push(bytes);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return { kind: 'fetched', text };
  } catch {
    return { kind: 'failed', reason: 'the answer is not UTF-8' };
  }
}

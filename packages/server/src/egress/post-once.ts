/** One POST to addresses that were judged before; of the answer only the status is wanted. */
import { request as requestHttps } from 'node:https';
import { request as requestHttp } from '../http/node-http.ts';
import { onlyThese, type ResolvedAddress } from './read-once.ts';

export interface Posting {
  readonly mediaType: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The status of the answer, redirects as they come; rejects where there is none. */
export function postOnce(
  url: URL,
  addresses: readonly ResolvedAddress[],
  { mediaType, text, headers: more }: Posting,
  signal: AbortSignal,
): Promise<number> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const headers = {
      ...more,
      'content-type': mediaType,
      'content-length': Buffer.byteLength(text),
      'user-agent': 'Symbolon',
    };
    const outgoing = send(
      url,
      { method: 'POST', agent: false, lookup: onlyThese(addresses), signal, headers },
      incoming => {
        resolve(incoming.statusCode ?? 0);
        outgoing.destroy();
      },
    );
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

/** Calls of the admin API, typed by its own table. */
import { client } from '../sign-in/session.ts';
import type { Operations } from './operations.ts';
import { Problem } from './problem.ts';

export type Key = keyof Operations;
export type Answer<K extends Key> = Operations[K]['answer'];
export type Body<K extends Key> = Operations[K]['body'];

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

interface Loose {
  readonly at?: object;
  readonly query?: object | undefined;
  readonly body?: object | undefined;
  readonly seen?: string | undefined;
  /** Of a POST that may be sent again; else each has one of its own. */
  readonly idempotencyKey?: string;
}

type At<Names extends string> = [Names] extends [never]
  ? { readonly at?: undefined }
  : { readonly at: { readonly [Name in Names]: string } };
type Member<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [N in Name]?: undefined }
  : { readonly [N in Name]: Value };

/** `at`: the named segments of the path; `seen`: the ETag that the object was read with. */
export type Sent<K extends Key> = Loose &
  At<NamesIn<K>> &
  Member<'body', Operations[K]['body']> &
  Member<'seen', Operations[K]['seen']> & { readonly query?: Operations[K]['query'] };

export interface Reply<K extends Key> {
  readonly answer: Answer<K>;
  readonly etag: string;
}

/** Operations that give a page of a list. */
export type Listing = {
  [K in Key]: Answer<K> extends { readonly items: readonly object[] } ? K : never;
}[Key];

export interface Page<K extends Listing> {
  readonly items: readonly Answer<K>['items'][number][];
  readonly next?: string;
}

type Call = <K extends Key>(key: K, sent: Sent<K>) => Promise<Reply<K>>;
type CallPage = <K extends Listing>(key: K, sent: Sent<K>, cursor: string) => Promise<Page<K>>;

/** Throws `Problem`, and what a network throws. */
export const call: Call = (key, sent) => exchange(key, sent);

export const callPage: CallPage = async (key, sent, cursor) => {
  const { answer } = await exchange(key, { ...sent, query: { ...sent.query, cursor } });
  return answer;
};

/** Whoever names the operation knows the answer. */
async function exchange(key: string, sent: Loose) {
  const response = await request(key, sent);
  const answer = response.status === 204 ? undefined : await response.json();
  return { answer, etag: response.headers.get('etag') ?? '' };
}

/** The answer of an operation that gives a file. */
export const fetchFile = async <K extends Key>(key: K, sent: Sent<K>): Promise<Blob> =>
  (await request(key, sent)).blob();

async function request(key: string, sent: Loose): Promise<Response> {
  const { at = {}, query = {}, body, seen, idempotencyKey = crypto.randomUUID() } = sent;
  const [method = 'GET', path = ''] = key.split(' ');
  const names = new Map<string, unknown>(Object.entries(at));
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(names.get(name) ?? '')));
  const parameters = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const question = parameters.length === 0 ? '' : `?${new URLSearchParams(parameters)}`;
  const response = await fetch(`/admin/v1${filled}${question}`, {
    method,
    headers: {
      authorization: `Bearer ${await client.getAccessToken()}`,
      ...(seen !== undefined && { 'if-match': seen }),
      ...(body && { 'content-type': 'application/json' }),
      ...(method === 'POST' && { 'idempotency-key': idempotencyKey }),
    },
    ...(body && { body: JSON.stringify(body) }),
    cache: 'no-store',
  });
  if (response.ok) return response;
  const told: unknown = await response.json().catch(() => undefined);
  throw new Problem(response.status, typeof told === 'object' && told !== null ? { ...told } : {});
}

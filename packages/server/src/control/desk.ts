/** The desk at which commands of this machine are taken: the admin API without a network, and without a token. */
import {
  type Clock,
  type HttpRequest,
  newCorrelationId,
  Parameters,
  type Random,
} from '@symbolon/foundation';
import type { Route } from '../http/route.ts';
import { createRouteTable } from '../http/route-table.ts';

/** As in the admin API: `path` begins with `/admin/v1/`, `body` is JSON. */
export interface Errand {
  readonly method: string;
  readonly path: string;
  readonly body?: string | undefined;
  /** Of `If-Match`. */
  readonly etag?: string | undefined;
}

export interface ErrandAnswer {
  readonly status: number;
  readonly body: string;
}

export type Desk = (errand: Errand) => Promise<ErrandAnswer>;

/** `load`: the routes, when they are first needed. */
export function createDesk(load: () => Promise<readonly Route[]>, clock: Clock, random: Random): Desk {
  let loading: Promise<ReturnType<typeof createRouteTable>> | undefined;
  return async ({ method, path, body, etag }) => {
    loading ??= load().then(createRouteTable);
    const find = await loading;
    const [bare = '', query = ''] = path.split('?', 2);
    const request: HttpRequest = {
      method,
      path: bare,
      query: Parameters.parse(query),
      form: Parameters.none,
      text: body,
      mediaType: body === undefined ? undefined : 'application/json',
      header: name => (name === 'if-match' ? etag : undefined),
      cookie: () => undefined,
      remoteAddress: '',
      correlationId: newCorrelationId(clock, random),
    };
    const answer = await find(bare)?.handle(request);
    return answer ? { status: answer.status, body: String(answer.body) } : { status: 404, body: '' };
  };
}

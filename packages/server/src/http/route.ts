/** A route: one path, the methods it takes, and who answers. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { Method, OAuthError } from '@symbolon/protocol';
import type { EndpointGroup } from '../observability/latency.ts';

export interface Route {
  /**
   * Exact, save that `*` as the last segment stands for any one segment, and `**` for all below that is no other route. Below
   * `/admin/v1/` `{name}` stands for a segment anywhere.
   */
  readonly path: string;
  readonly methods: readonly Method[];
  /** In bytes; 64 KiB where it does not say. */
  readonly longestBody?: number | undefined;
  readonly handle: (request: HttpRequest) => Promise<HttpResponse>;
  /** Says that a request cannot be served at all, in the form that its sender reads. */
  readonly refuse: (request: HttpRequest, error: OAuthError) => HttpResponse;
  /** Under what its latency is counted; otherwise it is not. */
  readonly measured?: EndpointGroup;
  /** Served however many requests are under way. */
  readonly evenWhenBusy?: true;
  /** The origins whose pages may read the answer. */
  readonly crossOrigin:
    | { readonly kind: 'none' }
    | { readonly kind: 'anyone' }
    | {
        readonly kind: 'origins';
        readonly allows: (origin: string) => boolean;
        /** Whether requests that carry cookies may be read, too. No route that has it may heed a cookie. */
        readonly credentials?: true;
      };
}

/** Routes that are loaded with the first request for one of them: a start can do without. */
export interface RouteFolder {
  /** What all their paths begin with. */
  readonly below: string;
  readonly load: () => Promise<readonly Route[]>;
}

/** What the protocol and the login see of HTTP: plain messages, so that both stay functions of a request. */
import type { Parameters } from './parameters.ts';

export interface HttpRequest {
  readonly method: string;
  /** The path as received, query excluded, percent-encoding kept. */
  readonly path: string;
  readonly query: Parameters;
  /** The fields of a form body; empty for any other body. */
  readonly form: Parameters;
  /** The body as received where its type is `application/json`; undefined for any other. */
  readonly text?: string | undefined;
  /** The media type of the body, lower case, without parameters; `undefined` where there is no body. */
  readonly mediaType: string | undefined;
  /** A header by its lower-case name; headers sent more than once are joined as HTTP says, `authorization` refused. */
  readonly header: (name: string) => string | undefined;
  readonly cookie: (name: string) => string | undefined;
  /** The peer's address, after trusted proxies. */
  readonly remoteAddress: string;
  /** Names this request in the log, in the audit trail and on error pages. */
  readonly correlationId: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `Set-Cookie` values, one header each. */
  readonly cookies?: readonly string[];
  readonly body: string | Buffer;
}

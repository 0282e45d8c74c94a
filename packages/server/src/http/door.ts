/** The door: `node:http` outside, plain messages inside; one exact-path look-up, one write. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { type HttpRequest, type HttpResponse, MalformedInput } from '@symbolon/foundation';
import { OAuthError } from '@symbolon/protocol';
import type { Latency } from '../observability/latency.ts';
import { type Admission, noPlaceFree } from './admission.ts';
import { crossOriginHeaders, preflightHeaders } from './cross-origin.ts';
import { createServer } from './node-http.ts';
import type { RemoteAddressOf } from './remote-address.ts';
import {
  hasLongBody,
  pathOf,
  ReceivedRequest,
  readRequest,
  timesSent,
  UnreadableRequest,
} from './request.ts';
import type { Route } from './route.ts';
import type { createTurnsOf, Turns } from './turns.ts';

export interface DoorOptions {
  /** Called once for each request; a promise where the route must be loaded first. */
  readonly find: (path: string) => Route | undefined | Promise<Route | undefined>;
  /** Answers every path that is not a route. */
  readonly notFound: (request: HttpRequest) => HttpResponse;
  /** Whether a request for this `Host` is meant for us. */
  readonly isOurHost: (host: string) => boolean;
  /** On every answer. */
  readonly securityHeaders: Readonly<Record<string, string>>;
  readonly remoteAddressOf: RemoteAddressOf;
  readonly admission: Admission;
  readonly turnsOf: ReturnType<typeof createTurnsOf>;
  /** In which connections are listened to again whose request was turned away. */
  readonly hearings: Turns;
  readonly latency: Latency;
  readonly newCorrelationId: () => string;
  /** What a failure of ours becomes, after it was written to the log. */
  readonly failed: (request: HttpRequest, error: unknown) => OAuthError;
  readonly served: (request: HttpRequest, status: number) => void;
}

/** Seconds. Node's own defaults leave a slow sender five minutes. */
const headersTimeout = 10;
const requestTimeout = 15;
const keepAliveTimeout = 75;

export function createDoor(options: DoorOptions): Server {
  const server = createServer(
    {
      headersTimeout: headersTimeout * 1000,
      requestTimeout: requestTimeout * 1000,
      keepAliveTimeout: keepAliveTimeout * 1000,
      connectionsCheckingInterval: 2000,
      requireHostHeader: true,
    },
    (incoming, outgoing) => {
      const isClosing = () => !server.listening;
      const failed = (error: unknown) => {
        // The answer itself could not be written: no other can take its place.
        options.failed(new ReceivedRequest(incoming, { correlationId: '', remoteAddress: '' }), error);
        outgoing.destroy();
      };
      const found = options.find(pathOf(incoming.url ?? ''));
      if (found instanceof Promise)
        found.then(route => receive(incoming, outgoing, route, options, isClosing)).catch(failed);
      else receive(incoming, outgoing, found, options, isClosing)?.catch(failed);
    },
  );
  server.maxRequestsPerSocket = 10_000;
  return server;
}

/**
 * Before anything of the request is read, and without what answers have in common: a busy server must be able to say so
 * many times a second. The connection stays, since a new one would cost both sides more, unless a long body is still to come;
 * but it is only listened to again when others have been, so that most of the time is left for those who are served.
 */
function turnAway(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  route: Route,
  { securityHeaders, hearings }: DoorOptions,
): void {
  const { status, headers, body } = noPlaceFree;
  outgoing.writeHead(status, {
    ...headers,
    ...securityHeaders,
    ...crossOriginHeaders(route, headerOf(incoming, 'origin')),
    ...(hasLongBody(incoming) && { connection: 'close' }),
  });
  outgoing.end(body);
  const hearing = hearings.take();
  if (!hearing) return;
  const { socket } = incoming;
  // Not before: what is left of a request has its connection listened to.
  incoming.once('close', () => {
    socket.pause();
    void hearing.then(() => socket.resume());
  });
}

/** Undefined where the request was turned away. */
function receive(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  route: Route | undefined,
  options: DoorOptions,
  isClosing: () => boolean,
): Promise<void> | undefined {
  if (!options.admission.isFull || !route || route.evenWhenBusy)
    return serve(incoming, outgoing, route, options, isClosing);
  turnAway(incoming, outgoing, route, options);
  return undefined;
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  route: Route | undefined,
  options: DoorOptions,
  isClosing: () => boolean,
): Promise<void> {
  const bare = new ReceivedRequest(incoming, {
    correlationId: options.newCorrelationId(),
    remoteAddress: options.remoteAddressOf(
      incoming.socket.remoteAddress,
      headerOf(incoming, 'x-forwarded-for'),
    ),
  });
  const answered = await answer(incoming, bare, route, options);
  const isLast = !incoming.complete || isClosing();
  const response = isLast ? { ...answered, headers: { ...answered.headers, connection: 'close' } } : answered;
  write(outgoing, response, bare, route, options);
  options.served(bare, response.status);
}

async function answer(
  incoming: IncomingMessage,
  bare: ReceivedRequest,
  route: Route | undefined,
  options: DoorOptions,
): Promise<HttpResponse> {
  try {
    refuseForeignHost(incoming, options);
    if (!route) return options.notFound(bare);
    if (incoming.method === 'OPTIONS' && route.crossOrigin.kind !== 'none') {
      return { status: 204, headers: preflightHeaders(route), body: '' };
    }
    if (!route.methods.some(method => method === bare.method)) {
      const allow = route.methods.includes('GET') ? [...route.methods, 'HEAD'] : route.methods;
      return { status: 405, headers: { allow: allow.join(', '), 'cache-control': 'no-store' }, body: '' };
    }
    // Read before a place is taken: one who sends slowly must not hold it.
    return await admit(await readRequest(incoming, bare, route.longestBody), route, options);
  } catch (error) {
    return refuse(bare, route, error, options);
  }
}

/** Whoever looks after the server is always let in: a busy server is not a dead one. */
async function admit(
  request: HttpRequest,
  route: Route,
  { admission, latency, turnsOf }: DoorOptions,
): Promise<HttpResponse> {
  if (route.evenWhenBusy) return route.handle(request);
  if (!admission.enter()) return noPlaceFree;
  const { measured } = route;
  const turn = turnsOf(measured)?.take();
  if (turn) await turn;
  // How long its sender takes is not counted.
  const began = measured === undefined ? 0 : latency.begin();
  try {
    return await route.handle(request);
  } finally {
    if (measured !== undefined) latency.end(measured, began);
    admission.leave();
  }
}

function refuse(
  bare: HttpRequest,
  route: Route | undefined,
  error: unknown,
  options: DoorOptions,
): HttpResponse {
  if (error instanceof UnreadableRequest && (!route || error.status === 421)) {
    return {
      status: error.status,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
      body: `${error.message}\n`,
    };
  }
  if (!route) return options.notFound(bare);
  if (error instanceof UnreadableRequest) {
    return {
      ...route.refuse(bare, new OAuthError('request-media-type', error.message)),
      status: error.status,
    };
  }
  if (error instanceof MalformedInput) {
    return route.refuse(
      bare,
      new OAuthError(
        'parameter-encoding',
        'The parameters are not valid form-encoded UTF-8, hold a NUL, or are too many.',
      ),
    );
  }
  return route.refuse(bare, error instanceof OAuthError ? error : options.failed(bare, error));
}

/** Two Host headers, an absolute-form target and a foreign name are all the same attempt — RFC 9112 §3.2. */
function refuseForeignHost(incoming: IncomingMessage, options: DoorOptions): void {
  if (timesSent(incoming, 'host') !== 1) throw new UnreadableRequest(400, 'Send one Host header.');
  if (!incoming.url?.startsWith('/'))
    throw new UnreadableRequest(400, 'Send the path alone as request target.');
  if (!options.isOurHost(incoming.headers.host ?? ''))
    throw new UnreadableRequest(421, 'This server does not answer for that host.');
}

function write(
  outgoing: ServerResponse,
  response: HttpResponse,
  request: HttpRequest,
  route: Route | undefined,
  options: DoorOptions,
): void {
  // Names and values in turn, which Node writes as they are. What the response says of itself comes before our defaults.
  const headers: string[] = [];
  for (const name in response.headers) headers.push(name, response.headers[name] ?? '');
  const defaults = (more: Readonly<Record<string, string>>) => {
    for (const name in more) if (!(name in response.headers)) headers.push(name, more[name] ?? '');
  };
  defaults(options.securityHeaders);
  if (route) defaults(crossOriginHeaders(route, request.header('origin')));
  headers.push('x-correlation-id', request.correlationId);
  // Neither has a body whose length could be told (RFC 9110 §8.6).
  if (response.status !== 204 && response.status !== 304)
    headers.push('content-length', String(Buffer.byteLength(response.body)));
  for (const cookie of response.cookies ?? []) headers.push('set-cookie', cookie);
  outgoing.writeHead(response.status, headers);
  outgoing.end(outgoing.req.method === 'HEAD' ? undefined : response.body);
}

const headerOf = (incoming: IncomingMessage, name: string): string | undefined => {
  const value = incoming.headers[name];
  return typeof value === 'string' ? value : undefined;
};

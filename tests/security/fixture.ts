/** One server under attack for a test file, and the watch over everything that it is asked. */
import { createServer } from 'node:http';
import type { AuditEvent } from '@symbolon/protocol';
import type { Storage } from '@symbolon/storage';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { closeGracefully, listen } from '../../packages/server/src/index.ts';
import { Browser, type Page } from '../testkit/browser.ts';
import {
  type Answer,
  authorizationUrl,
  basic,
  type Credentials,
  post,
  responseOf,
  signIn,
} from '../testkit/relying-party.ts';
import { alice, createWorld, type World, type WorldOptions } from '../testkit/world.ts';
import { applications, c1Secret, otherPool, secrets, users } from './clients.ts';
import { createWatch, type Watch } from './invariants.ts';
import { message, type RawAnswer, sendRaw } from './raw.ts';

export const asC1 = basic('c1', c1Secret);
export const c1 = { client_id: 'c1', redirect_uri: 'https://rp.test/cb' } as const;

type Fields = Readonly<Record<string, string | undefined>>;

export interface Fixture {
  readonly world: World;
  readonly watch: Watch;
  /** An inner host that nothing may be fetched from. */
  readonly sink: string;
  /** A browser in which somebody is signed in, as another window that shares nothing from here on. */
  signedIn(who?: Credentials): Promise<Browser>;
  /** An authorization request of C1, its first answer. */
  ask(parameters?: Fields, browser?: Browser): Promise<Page>;
  /** The same, from somebody who is signed in. */
  askSignedIn(parameters?: Fields): Promise<Page>;
  code(parameters?: Fields): Promise<string>;
  redeem(code: string, fields?: Fields, headers?: Record<string, string>): Promise<Answer>;
  refresh(token: unknown, fields?: Fields, headers?: Record<string, string>): Promise<Answer>;
  /** Tokens of C1. */
  tokens(scope?: string): Promise<Record<string, unknown>>;
  /** A request at an endpoint, as form. */
  call(path: string, fields: Fields, headers?: Record<string, string>): Promise<Answer>;
  raw(bytes: string | Buffer, expected?: number): Promise<RawAnswer>;
  /** The bytes of a request, `Host` included. */
  message(line: string, headers?: readonly string[], body?: string): string;
}

const present = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** Sets a server up for the tests of a file, checks the invariants after each request and its health after each test. */
export function useFixture(options: WorldOptions = {}): () => Fixture {
  let opened: { fixture: Fixture; hits: readonly string[]; close(): Promise<void> } | undefined;
  const current = () => {
    if (!opened) throw new Error('the fixture opens before the tests');
    return opened;
  };
  beforeAll(async () => {
    const file = { audit: { most_refusals_per_minute: 1_000_000 }, ...options.file };
    opened = await open({ applications, users, pools: [otherPool], ...options, file });
  });
  afterEach(async () => {
    const { fixture, hits } = current();
    expect(hits, 'something was fetched from an inner host').toEqual([]);
    const ready = await plainFetch(`${fixture.world.address}/health/ready`);
    expect(ready.status, 'the server still serves').toBe(200);
  });
  afterAll(async () => {
    await current().close();
  });
  return () => current().fixture;
}

const plainFetch = globalThis.fetch;

async function open(options: WorldOptions) {
  const hits: string[] = [];
  const sink = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.end();
  });
  // Whoever speaks TLS to it gets no further than this.
  sink.on('connection', () => hits.push('a connection'));
  await listen(sink, { host: '127.0.0.1', port: 0 });
  const address = sink.address();
  const recorded: AuditEvent[] = [];
  const world = await createWorld({
    ...options,
    around: storage => overheard(options.around?.(storage) ?? storage, recorded),
  });
  const watch = createWatch(world, recorded);
  watch.lastingSecret(...secrets, ...secrets.map(encodeURIComponent));
  globalThis.fetch = watched(world, watch);
  const fixture = createFixture(
    world,
    watch,
    `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
  );
  return {
    fixture,
    hits,
    async close() {
      globalThis.fetch = plainFetch;
      await world.close();
      await closeGracefully(sink);
    },
  };
}

/** The storage, with an ear at its audit trail. */
const overheard = (storage: Storage, recorded: AuditEvent[]): Storage => ({
  ...storage,
  audit: {
    get dropped() {
      return storage.audit.dropped;
    },
    list: (pool, query) => storage.audit.list(pool, query),
    countByHour: (pool, at) => storage.audit.countByHour(pool, at),
    forget: (pool, until) => storage.audit.forget(pool, until),
    follow: (pool, thread, span) => storage.audit.follow(pool, thread, span),
    verify: (pool, span) => storage.audit.verify(pool, span),
    settled: () => storage.audit.settled(),
    record(event, at) {
      recorded.push(event);
      storage.audit.record(event, at);
    },
  },
});

function createFixture(world: World, watch: Watch, sink: string): Fixture {
  const signedIn = new Map<string, Promise<Browser>>();
  const begin = async (who: Credentials) => {
    const browser = new Browser();
    await signIn(world, browser, c1, who);
    return browser;
  };
  const call = (path: string, fields: Fields, headers: Record<string, string> = {}) =>
    post(`${world.issuer}${path}`, present(fields), headers);
  const fixture: Fixture = {
    world,
    watch,
    sink,
    async signedIn(who = alice) {
      const browser = signedIn.get(who.username) ?? begin(who);
      signedIn.set(who.username, browser);
      return (await browser).copy();
    },
    ask: (parameters = {}, browser = new Browser()) =>
      browser.get(authorizationUrl(world, { ...c1, ...parameters })),
    askSignedIn: async parameters => fixture.ask(parameters, await fixture.signedIn()),
    async code(parameters = {}) {
      const code = responseOf(await fixture.askSignedIn(parameters)).get('code');
      if (code === null) throw new Error('no code came back');
      return code;
    },
    redeem: (code, fields = {}, headers = asC1) =>
      call(
        '/token',
        { grant_type: 'authorization_code', code, redirect_uri: c1.redirect_uri, ...fields },
        headers,
      ),
    refresh: (token, fields = {}, headers = asC1) =>
      call('/token', { grant_type: 'refresh_token', refresh_token: String(token), ...fields }, headers),
    tokens: async (scope = 'openid profile email offline_access') =>
      (await fixture.redeem(await fixture.code({ scope }))).json,
    call,
    async raw(bytes, expected) {
      const answer = await sendRaw(world, bytes, expected);
      for (const response of answer.responses) watch.check(response);
      return answer;
    },
    message: (line, headers, body) => message(world, line, headers, body),
  };
  return fixture;
}

/** `fetch`, with the watch over what goes to the server. */
function watched(world: World, watch: Watch): typeof fetch {
  return async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!url.startsWith(`${world.origin}/`)) return plainFetch(input, init);
    noteSent(watch, init);
    const response = await plainFetch(world.address + url.slice(world.origin.length), init);
    const body = await response.clone().text();
    noteReceived(watch, response.headers, body);
    watch.check({
      method: init?.method ?? 'GET',
      path: new URL(url).pathname,
      status: response.status,
      headers: response.headers,
      body,
    });
    return response;
  };
}

const secretFields = [
  'password',
  'client_secret',
  'code',
  'code_verifier',
  'refresh_token',
  'access_token',
  'token',
  'client_assertion',
  'id_token_hint',
  'id_token',
  'ticket',
];

function noteSent(watch: Watch, init: RequestInit | undefined): void {
  const headers = new Headers(init?.headers);
  watch.secret(headers.get('authorization')?.replace(/^\w+ +/, ''));
  if (init?.body instanceof URLSearchParams) {
    for (const name of secretFields) watch.secret(...init.body.getAll(name));
  }
}

function noteReceived(watch: Watch, headers: Headers, body: string): void {
  for (const cookie of headers.getSetCookie()) watch.secret(/^[^=]*=([^;]*)/.exec(cookie)?.[1]);
  const location = headers.get('location') ?? '';
  const carried = new URLSearchParams(location.replace(/^[^?#]*[?#]/, ''));
  const json: Record<string, unknown> =
    headers.get('content-type') === 'application/json' && body.startsWith('{') ? JSON.parse(body) : {};
  for (const name of secretFields) {
    watch.secret(carried.get(name));
    if (typeof json[name] === 'string') watch.secret(json[name]);
  }
}

/** The pages of the local inbox: for whoever sits at this very machine, for anyone else they do not exist. */
import { isIPv4 } from 'node:net';
import type { HttpRequest } from '@symbolon/foundation';
import type { Surroundings } from '@symbolon/login';
import type { Configuration } from '../config/configuration.ts';
import { isLoopbackOrigin } from '../config/redirect-uri.ts';
import type { CookieJar } from '../http/cookies.ts';
import type { Route } from '../http/route.ts';
import type { ErrorPages } from '../site/error-pages.ts';
import { renderInboxMessage, renderInboxPage } from '../site/inbox.tsx';
import { sitePage } from '../site/surroundings.ts';
import type { Inbox } from './inbox.ts';

export interface InboxRouteDependencies {
  readonly inbox: Inbox;
  readonly isNearby: (request: HttpRequest) => boolean;
  readonly cookies: CookieJar;
  readonly errorPages: ErrorPages;
}

/** Each says that somebody stands between: then a peer on loopback says nothing about who asks. */
const signsOfProxy = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
];

const isLoopbackAddress = (address: string) =>
  address === '::1' || (isIPv4(address) && address.startsWith('127.'));

/** Whether a request comes from this machine itself, to a server that is meant for this machine alone. */
export function createIsNearby({
  origin,
  trustedProxies,
}: Pick<Configuration, 'origin' | 'trustedProxies'>): InboxRouteDependencies['isNearby'] {
  const isLocal = isLoopbackOrigin(new URL(origin)) && trustedProxies.length === 0;
  return request =>
    isLocal &&
    isLoopbackAddress(request.remoteAddress) &&
    signsOfProxy.every(name => request.header(name) === undefined);
}

export function createInboxRoutes({
  inbox,
  isNearby,
  cookies,
  errorPages,
}: InboxRouteDependencies): readonly Route[] {
  const route = (
    path: string,
    pageFor: (request: HttpRequest) => Promise<((surroundings: Surroundings) => string) | undefined>,
  ): Route => ({
    path,
    methods: ['GET'],
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    async handle(request) {
      const page = isNearby(request) ? await pageFor(request) : undefined;
      return page === undefined ? errorPages.notFound(request) : sitePage(request, cookies, page);
    },
  });
  return [
    route('/inbox', async () => {
      const messages = await inbox.list();
      return surroundings => renderInboxPage(surroundings, messages);
    }),
    route('/inbox/*', async ({ path }) => {
      const found = await inbox.find(path.slice(path.lastIndexOf('/') + 1));
      return found && (surroundings => renderInboxMessage(surroundings, found));
    }),
  ];
}

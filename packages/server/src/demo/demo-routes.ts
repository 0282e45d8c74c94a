/** The pages of the built-in demo application. Its tokens live in memory, for a few visitors, until the server stops. */
import {
  BoundedMap,
  type HttpRequest,
  type HttpResponse,
  type JsonObject,
  newBearerValue,
  type Random,
} from '@symbolon/foundation';
import type { Surroundings } from '@symbolon/login';
import { OAuthError, redirect } from '@symbolon/protocol';
import type { CookieJar } from '../http/cookies.ts';
import type { Route } from '../http/route.ts';
import { isFromOwnPage } from '../http/same-site.ts';
import { renderDemoPage } from '../site/demo.tsx';
import type { ErrorPages } from '../site/error-pages.ts';
import { sitePage } from '../site/surroundings.ts';
import { readTokenView } from '../site/token-view.ts';
import type { DemoClient, DemoRequest, Exchanged, TokenSet } from './demo-client.ts';

export interface DemoDependencies {
  readonly origin: string;
  readonly client: DemoClient;
  readonly cookies: CookieJar;
  readonly random: Random;
  readonly errorPages: ErrorPages;
}

/** A visitor of the demo: on the way to sign in, or back with tokens. */
type Visit =
  | { readonly kind: 'pending'; readonly request: DemoRequest }
  /** `times`: how often the tokens were refreshed. */
  | { readonly kind: 'answered'; readonly answer: Exchanged; readonly times: number };

const maximumVisits = 100;
const visitCookie = 'symbolon-demo';

export function createDemoRoutes(dependencies: DemoDependencies): readonly Route[] {
  const { client, cookies, random, errorPages, origin } = dependencies;
  const visits = new BoundedMap<string, Visit>(maximumVisits);
  const visitOf = (request: HttpRequest): readonly [id: string, visit: Visit | undefined] => {
    const id = request.cookie(cookies.name(visitCookie)) ?? '';
    return [id, visits.get(id)];
  };

  const begin = async (): Promise<HttpResponse> => {
    const id = newBearerValue(random);
    const request = {
      state: newBearerValue(random),
      nonce: newBearerValue(random),
      verifier: newBearerValue(random),
    };
    visits.set(id, { kind: 'pending', request });
    return redirect(client.authorizationUrl(request), [cookies.set(visitCookie, id)]);
  };

  const callback = async (request: HttpRequest): Promise<HttpResponse> => {
    const [id, visit] = visitOf(request);
    if (visit?.kind !== 'pending' || request.query.get('state') !== visit.request.state)
      return redirect('/demo');
    const code = request.query.get('code');
    const answer: Exchanged =
      code === undefined
        ? {
            kind: 'refused',
            description: request.query.get('error_description') ?? 'The sign-in was not completed.',
          }
        : await client.redeem(request, code, visit.request.verifier);
    visits.set(id, { kind: 'answered', answer, times: 0 });
    return redirect('/demo');
  };

  const tokensOf = (request: HttpRequest): TokenSet | undefined => {
    const [, visit] = visitOf(request);
    return visit?.kind === 'answered' && visit.answer.kind === 'tokens' ? visit.answer.tokens : undefined;
  };

  const show = async (request: HttpRequest): Promise<HttpResponse> => {
    const [, visit] = visitOf(request);
    if (visit?.kind !== 'answered') return redirect('/');
    if (visit.answer.kind === 'refused')
      return errorPages.protocol(request, new OAuthError('access-denied', visit.answer.description));
    const { tokens } = visit.answer;
    const userinfo = await client.userinfo(request, tokens.accessToken);
    const { times } = visit;
    return sitePage(request, cookies, surroundings => demoPage(surroundings, tokens, times, userinfo));
  };

  const refresh = async (request: HttpRequest): Promise<HttpResponse> => {
    if (!isFromOwnPage(request, origin)) return errorPages.foreignForm(request);
    const [id, visit] = visitOf(request);
    const refreshToken = tokensOf(request)?.refreshToken;
    if (visit?.kind === 'answered' && refreshToken !== undefined) {
      visits.set(id, {
        kind: 'answered',
        answer: await client.refresh(request, refreshToken),
        times: visit.times + 1,
      });
    }
    return redirect('/demo');
  };

  const signOut = async (request: HttpRequest): Promise<HttpResponse> => {
    if (!isFromOwnPage(request, origin)) return errorPages.foreignForm(request);
    return redirect(client.logoutUrl(tokensOf(request)?.idToken));
  };

  const frame = { crossOrigin: { kind: 'none' }, refuse: errorPages.protocol } as const;
  return [
    { ...frame, path: '/demo/start', methods: ['GET', 'POST'], handle: begin },
    { ...frame, path: '/demo/callback', methods: ['GET'], handle: callback },
    { ...frame, path: '/demo', methods: ['GET'], handle: show },
    { ...frame, path: '/demo/refresh', methods: ['POST'], handle: refresh },
    { ...frame, path: '/demo/sign-out', methods: ['POST'], handle: signOut },
  ];
}

function demoPage(
  surroundings: Surroundings,
  tokens: TokenSet,
  times: number,
  userinfo: JsonObject | undefined,
): string {
  const { accessToken, idToken, refreshToken } = tokens;
  return renderDemoPage({
    ...surroundings,
    userName:
      [userinfo?.['name'], userinfo?.['preferred_username'], userinfo?.['sub']].find(
        name => typeof name === 'string',
      ) ?? 'you',
    state: times === 0 ? 'signed_in' : 'refreshed',
    accessToken: readTokenView(accessToken),
    idToken: idToken === undefined ? undefined : readTokenView(idToken),
    refreshToken: refreshToken === undefined ? undefined : readTokenView(refreshToken),
    scope: tokens.scope,
    expiresIn: tokens.expiresIn,
    userinfo,
    signOutAction: '/demo/sign-out',
    refreshAction: refreshToken === undefined ? undefined : '/demo/refresh',
  });
}

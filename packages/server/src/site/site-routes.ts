/** The pages of the server itself: the welcome, and a page about each rule. */
import type { HttpRequest } from '@symbolon/foundation';
import { speaker } from '@symbolon/login';
import type { RuleId } from '@symbolon/protocol';
import { rules } from '@symbolon/protocol';
import type { CookieJar } from '../http/cookies.ts';
import { htmlPage } from '../http/html-page.ts';
import type { Route } from '../http/route.ts';
import type { ErrorPages } from './error-pages.ts';
import { renderRulePage } from './rule.tsx';
import { sitePage } from './surroundings.ts';
import { renderWelcomePage } from './welcome.tsx';

export interface SiteDependencies {
  readonly origin: string;
  readonly cookies: CookieJar;
  readonly errorPages: ErrorPages;
  readonly demoUser: { readonly username: string; readonly password: string } | undefined;
  readonly isSetUp: () => Promise<boolean>;
  /** Undefined where none is served. */
  readonly consolePath: string | undefined;
  /** Whether the local inbox is there for whoever asks. */
  readonly hasInbox: (request: HttpRequest) => boolean;
}

export function createSiteRoutes({
  origin,
  cookies,
  errorPages,
  demoUser,
  isSetUp,
  consolePath,
  hasInbox,
}: SiteDependencies): readonly Route[] {
  const frame = { methods: ['GET'], crossOrigin: { kind: 'none' }, refuse: errorPages.protocol } as const;
  const issuer = `${origin}/oidc`;
  const welcome: Route = {
    ...frame,
    path: '/',
    async handle(request) {
      const setup = (await isSetUp()) ? 'done' : 'pending';
      return sitePage(request, cookies, surroundings => {
        const say = speaker(surroundings.locale);
        const url = (name: string) => `${issuer}/.well-known/${name}`;
        return renderWelcomePage({
          ...surroundings,
          issuer,
          addresses: [
            { kind: 'document', label: say('welcome.discovery'), url: url('openid-configuration') },
            { kind: 'document', label: say('welcome.keys'), url: url('jwks.json') },
          ],
          startAction: demoUser === undefined ? undefined : '/demo/start',
          demoUser,
          links: [
            ...(consolePath === undefined ? [] : [{ label: say('welcome.console'), href: consolePath }]),
            ...(hasInbox(request) ? [{ label: say('inbox.title'), href: '/inbox' }] : []),
          ],
          setup,
        });
      });
    },
  };
  return [
    welcome,
    ...ruleIds.map(
      (id): Route => ({ ...frame, path: `/errors/${id}`, handle: async () => htmlPage(200, rulePage(id)) }),
    ),
  ];
}

const ruleIds = Object.keys(rules) as RuleId[];

const rulePage = (id: RuleId): string =>
  renderRulePage({
    id,
    title: rules[id].title,
    specification: { section: rules[id].section },
    text: [`A request that breaks this rule is answered with the error code ${rules[id].error}.`],
  });

/** THE TABLE of the addresses of the console. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { Loading } from './parts/loading.tsx';
import { NotFound, PageFailure } from './shell/outcomes.tsx';
import { Shell } from './shell/shell.tsx';

const textIn = (search: Record<string, unknown>, name: string): string | undefined => {
  const value = search[name];
  return typeof value === 'string' && value !== ''
    ? value
    : typeof value === 'number'
      ? `${value}`
      : undefined;
};

/** What an address may say beside its path; the rest is left out. */
const search =
  <const Names extends readonly string[]>(...names: Names) =>
  (sent: Record<string, unknown>): { [Name in Names[number]]?: string } => {
    const found: { [Name in Names[number]]?: string } = {};
    for (const name of names satisfies readonly Names[number][]) {
      const value = textIn(sent, name);
      if (value !== undefined) Object.assign(found, { [name]: value });
    }
    return found;
  };

const root = createRootRoute({ component: Shell });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/pools/$pool/overview', params: { pool: 'default' }, replace: true });
  },
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/overview',
  component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
});

const applications = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/applications',
  validateSearch: search('search'),
  component: lazyRouteComponent(() => import('./applications/applications-page.tsx'), 'ApplicationsPage'),
});

const newApplication = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/applications/new',
  component: lazyRouteComponent(
    () => import('./applications/new-application-page.tsx'),
    'NewApplicationPage',
  ),
});

const application = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/applications/by-id/$clientId',
  validateSearch: search('tab'),
  component: lazyRouteComponent(() => import('./applications/application-page.tsx'), 'ApplicationPage'),
});

const users = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/users',
  validateSearch: search('search'),
  component: lazyRouteComponent(() => import('./users/users-page.tsx'), 'UsersPage'),
});

const newUser = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/users/new',
  component: lazyRouteComponent(() => import('./users/new-user-page.tsx'), 'NewUserPage'),
});

const userImport = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/users/import',
  component: lazyRouteComponent(() => import('./user-import/import-page.tsx'), 'ImportPage'),
});

const user = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/users/by-id/$userId',
  validateSearch: search('tab'),
  component: lazyRouteComponent(() => import('./users/user-page.tsx'), 'UserPage'),
});

const resources = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/resources',
  component: lazyRouteComponent(() => import('./resources/resources-page.tsx'), 'ResourcesPage'),
});

const accessKeys = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/access-keys',
  component: lazyRouteComponent(() => import('./access-keys/access-keys-page.tsx'), 'AccessKeysPage'),
});

const claims = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/claims',
  component: lazyRouteComponent(() => import('./claims/claims-page.tsx'), 'ClaimsPage'),
});

const keys = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/keys',
  component: lazyRouteComponent(() => import('./keys/keys-page.tsx'), 'KeysPage'),
});

const flows = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/flows',
  validateSearch: search('kind', 'outcome', 'client_id', 'user_id'),
  component: lazyRouteComponent(() => import('./flows/flows-page.tsx'), 'FlowsPage'),
});

const flow = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/flows/by-id/$correlationId',
  component: lazyRouteComponent(() => import('./flows/flow-page.tsx'), 'FlowPage'),
});

const playground = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/playground',
  validateSearch: search('client_id', 'mode'),
  component: lazyRouteComponent(() => import('./playground/playground-page.tsx'), 'PlaygroundPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/audit',
  validateSearch: search('type', 'user_id', 'client_id', 'actor_id'),
  component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
});

const branding = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/branding',
  validateSearch: search('application'),
  component: lazyRouteComponent(() => import('./branding/branding-page.tsx'), 'BrandingPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/pools/$pool/settings',
  component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
});

const pools = createRoute({
  getParentRoute: () => root,
  path: '/user-pools',
  component: lazyRouteComponent(() => import('./pools/pools-page.tsx'), 'PoolsPage'),
});

const administrators = createRoute({
  getParentRoute: () => root,
  path: '/administrators',
  component: lazyRouteComponent(
    () => import('./administrators/administrators-page.tsx'),
    'AdministratorsPage',
  ),
});

export const router = createRouter({
  basepath: '/console',
  routeTree: root.addChildren([
    home,
    overview,
    applications,
    newApplication,
    application,
    users,
    newUser,
    userImport,
    user,
    resources,
    accessKeys,
    claims,
    keys,
    playground,
    flows,
    flow,
    audit,
    branding,
    settings,
    pools,
    administrators,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: () => <NotFound />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

/** THE TABLE of the admin API: routes, authorization and OpenAPI follow from it. */
import { json } from '@symbolon/protocol';
import type { Route } from '../http/route.ts';
import { accessKeys } from './access-keys.ts';
import type { AdminContext } from './admin-context.ts';
import { administrators } from './administrators.ts';
import { applicationSecrets } from './application-secrets.ts';
import { applications } from './applications.ts';
import { auditEvents } from './audit-events.ts';
import { brandingPreview } from './branding-preview.ts';
import { authenticate, type Identify } from './caller.ts';
import { claims } from './claims.ts';
import { flows } from './flows.ts';
import { invitations } from './invitations.ts';
import { openApi } from './openapi.ts';
import { byPath, type Operation, prefix } from './operation.ts';
import { overview } from './overview.ts';
import { pools } from './pools.ts';
import { notFound, problem } from './problem.ts';
import { resources } from './resources.ts';
import { runOperation } from './run.ts';
import { settings } from './settings.ts';
import { userAccess } from './user-access.ts';
import { userCredentials } from './user-credentials.ts';
import { userImport } from './user-import.ts';
import { users } from './users.ts';

export const operations: readonly Operation[] = [
  ...pools,
  ...applications,
  ...applicationSecrets,
  ...resources,
  ...accessKeys,
  ...users,
  ...userAccess,
  ...userCredentials,
  ...userImport,
  ...invitations,
  ...administrators,
  ...settings,
  ...claims,
  ...brandingPreview,
  ...auditEvents,
  ...flows,
  ...overview,
];

/** OpenAPI of this API wherever it is served. */
export const describeAdminApi = (origin = ''): object => openApi(operations, origin);

export function createAdminRoutes(api: AdminContext, identify: Identify = authenticate): readonly Route[] {
  const frame: Pick<Route, 'crossOrigin' | 'refuse' | 'measured'> = {
    measured: 'admin',
    crossOrigin: { kind: 'none' },
    refuse: (request, error) => problem(request, error, api.errorUri),
  };
  const paths = byPath(operations);
  const routes = [...paths].map(
    ([path, ofPath]): Route => ({
      ...frame,
      path: `${prefix}${path}`,
      methods: ofPath.map(({ method }) => method),
      longestBody: ofPath.find(({ longestBody }) => longestBody !== undefined)?.longestBody,
      async handle(request) {
        const found = ofPath.find(({ method }) => method === request.method);
        return found
          ? runOperation(request, found, api, identify)
          : frame.refuse(request, notFound('operation'));
      },
    }),
  );
  let description: object | undefined;
  return [
    ...routes,
    {
      ...frame,
      path: `${prefix}/openapi.json`,
      methods: ['GET'],
      async handle() {
        description ??= describeAdminApi(api.origin);
        return json(200, description);
      },
    },
    {
      ...frame,
      path: `${prefix}/**`,
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      handle: async request => frame.refuse(request, notFound('path')),
    },
  ];
}

/** THE TABLE of endpoints: route, methods, CORS and metadata all follow from it. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { IssuerContext } from '../issuer-context.ts';
import { authorization } from './authorization/endpoint.ts';
import { checkSession } from './check-session.ts';
import { createDiscovery } from './discovery.ts';
import { endSession } from './end-session.ts';
import { introspection } from './introspection.ts';
import { jwks } from './jwks.ts';
import { pushedAuthorization } from './pushed-authorization.ts';
import { revocation } from './revocation.ts';
import { token } from './token.ts';
import { userinfo } from './userinfo.ts';

/** Who may read the answer from a page of another origin: nobody, anybody, or the origins of registered clients. */
export type CrossOrigin = 'none' | 'anyone' | 'clients';

export interface Endpoint {
  /** Its name in provider metadata; undefined for what metadata does not name. */
  readonly metadataName: string | undefined;
  /** Below the issuer. */
  readonly path: string;
  /** Further paths at which the same endpoint answers. */
  readonly aliases: readonly string[];
  readonly methods: readonly ('GET' | 'POST')[];
  readonly crossOrigin: CrossOrigin;
  readonly handle: (request: HttpRequest, context: IssuerContext) => Promise<HttpResponse>;
}

const keycloak = '/protocol/openid-connect';

const named: readonly Endpoint[] = [
  {
    metadataName: 'authorization_endpoint',
    path: '/auth',
    aliases: [],
    methods: ['GET', 'POST'],
    crossOrigin: 'none',
    handle: authorization,
  },
  {
    metadataName: 'token_endpoint',
    path: '/token',
    aliases: [],
    methods: ['POST'],
    crossOrigin: 'clients',
    handle: token,
  },
  {
    metadataName: 'userinfo_endpoint',
    path: '/me',
    aliases: ['/userinfo', `${keycloak}/userinfo`],
    methods: ['GET', 'POST'],
    crossOrigin: 'clients',
    handle: userinfo,
  },
  {
    metadataName: 'introspection_endpoint',
    path: '/token/introspection',
    aliases: [],
    methods: ['POST'],
    crossOrigin: 'clients',
    handle: introspection,
  },
  {
    metadataName: 'revocation_endpoint',
    path: '/token/revocation',
    aliases: [],
    methods: ['POST'],
    crossOrigin: 'clients',
    handle: revocation,
  },
  {
    metadataName: 'pushed_authorization_request_endpoint',
    path: '/par',
    aliases: [],
    methods: ['POST'],
    crossOrigin: 'clients',
    handle: pushedAuthorization,
  },
  {
    metadataName: 'end_session_endpoint',
    path: '/session/end',
    aliases: [],
    methods: ['GET', 'POST'],
    crossOrigin: 'none',
    handle: endSession,
  },
  {
    metadataName: 'check_session_iframe',
    path: '/session/check',
    aliases: [],
    methods: ['GET'],
    crossOrigin: 'none',
    handle: checkSession,
  },
  {
    metadataName: 'jwks_uri',
    path: '/.well-known/jwks.json',
    aliases: [],
    methods: ['GET'],
    crossOrigin: 'anyone',
    handle: jwks,
  },
];

const urlsOf = (issuer: string): Record<string, string> =>
  Object.fromEntries(
    named.flatMap(({ metadataName, path }) =>
      metadataName === undefined ? [] : [[metadataName, issuer + path]],
    ),
  );

/** All endpoints of an issuer. */
export const endpointsOf = (issuer: string): readonly Endpoint[] => [
  ...named,
  {
    metadataName: undefined,
    path: '/.well-known/openid-configuration',
    aliases: [],
    methods: ['GET'],
    crossOrigin: 'anyone',
    handle: createDiscovery(urlsOf(issuer)),
  },
];

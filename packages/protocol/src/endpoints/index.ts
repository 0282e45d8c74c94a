/** THE TABLE of endpoints: route, methods, CORS and metadata all follow from it. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { IssuerContext } from '../issuer-context.ts';
import { authorization } from './authorization/endpoint.ts';
import { checkSession } from './check-session.ts';
import { deviceAuthorization } from './device-authorization.ts';
import { createDiscovery } from './discovery.ts';
import { endSession } from './end-session.ts';
import { introspection } from './introspection.ts';
import { jwks } from './jwks.ts';
import { pushedAuthorization } from './pushed-authorization.ts';
import { clientConfiguration, registration, registrationPath } from './registration.ts';
import { revocation } from './revocation.ts';
import { token } from './token.ts';
import { userinfo } from './userinfo.ts';

/** Who may read the answer from a page of another origin: nobody, anybody, or the origins of registered clients. */
export type CrossOrigin = 'none' | 'anyone' | 'clients';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Endpoint {
  /** Its name in provider metadata; undefined for what metadata does not name. */
  readonly metadataName: string | undefined;
  /** Below the issuer; `*` as the last segment stands for any one segment. */
  readonly path: string;
  /** Further paths at which the same endpoint answers. */
  readonly aliases: readonly string[];
  readonly methods: readonly Method[];
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
    metadataName: 'device_authorization_endpoint',
    path: '/device_authorization',
    aliases: [],
    methods: ['POST'],
    crossOrigin: 'clients',
    handle: deviceAuthorization,
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

/** Only where clients may register themselves. */
const forRegistration: readonly Endpoint[] = [
  {
    metadataName: 'registration_endpoint',
    path: registrationPath,
    aliases: [],
    methods: ['POST'],
    crossOrigin: 'clients',
    handle: registration,
  },
  {
    metadataName: undefined,
    path: `${registrationPath}/*`,
    aliases: [],
    methods: ['GET', 'PUT', 'DELETE'],
    crossOrigin: 'clients',
    handle: clientConfiguration,
  },
];

const urlsOf = (issuer: string, endpoints: readonly Endpoint[]): Record<string, string> =>
  Object.fromEntries(
    endpoints.flatMap(({ metadataName, path }) =>
      metadataName === undefined ? [] : [[metadataName, issuer + path]],
    ),
  );

/** All endpoints of an issuer. */
export function endpointsOf({ issuer, clientRegistry }: IssuerContext): readonly Endpoint[] {
  const offered = [...named, ...(clientRegistry ? forRegistration : [])];
  const discovery: Endpoint = {
    metadataName: undefined,
    path: '/.well-known/openid-configuration',
    aliases: [],
    methods: ['GET'],
    crossOrigin: 'anyone',
    handle: createDiscovery(urlsOf(issuer, offered)),
  };
  return [...offered, discovery];
}

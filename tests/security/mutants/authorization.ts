/** Faults of the authorization endpoint. */
import type { Mutant } from './mutant.ts';

const addressing = 'authorization-addressing.test.ts';
const endpoint = 'authorization-endpoint.test.ts';
const parameters = 'authorization-parameters.test.ts';
const objects = 'request-objects.test.ts';

const protocol = 'packages/protocol/src';
const server = 'packages/server/src';

export const authorizationMutants: readonly Mutant[] = [
  {
    row: 'AZ-01',
    test: addressing,
    file: `${protocol}/redirect-uris.ts`,
    find: 'client.redirectUris.includes(redirectUri)',
    replace: 'client.redirectUris.some(uri => redirectUri.startsWith(uri))',
  },
  {
    row: 'AZ-02',
    test: addressing,
    file: `${protocol}/redirect-uris.ts`,
    find: 'client.redirectUris.includes(redirectUri)',
    replace: 'client.redirectUris.some(uri => uri.toLowerCase() === redirectUri.toLowerCase())',
  },
  {
    row: 'AZ-04',
    test: addressing,
    file: `${protocol}/redirect-uris.ts`,
    find: 'client.redirectUris.includes(redirectUri)',
    replace: "client.redirectUris.includes(redirectUri.replace(/#.*/, ''))",
  },
  {
    row: 'AZ-05',
    test: addressing,
    file: `${protocol}/endpoints/authorization/request.ts`,
    find: 'sent ?? soleRedirectUri(client)',
    replace: "sent ?? client.redirectUris[0] ?? ''",
  },
  {
    row: 'AZ-06',
    test: addressing,
    file: `${protocol}/redirect-uris.ts`,
    find: ' + uri.slice(origin.length);',
    replace: " + uri.slice(origin.length).replace(/\\?.*/, '');",
  },
  {
    row: 'AZ-06',
    test: addressing,
    file: `${protocol}/redirect-uris.ts`,
    find: ' || Number(port) > highestPort',
    replace: '',
  },
  {
    row: 'AZ-08',
    test: addressing,
    file: `${server}/registry/registry.ts`,
    find: '.filter(client => client.enabled)',
    replace: '',
  },
  {
    row: 'AZ-09',
    test: addressing,
    file: `${protocol}/endpoints/browser-request.ts`,
    find: 'Parameters.of([...request.query, ...request.form])',
    replace: 'request.form',
  },
  {
    row: 'AZ-12',
    test: endpoint,
    file: `${protocol}/response-modes/form-post.ts`,
    find: `'"': '&quot;',`,
    replace: '',
  },
  {
    row: 'AZ-14',
    test: endpoint,
    file: `${protocol}/endpoints/authorization/checks/response-type.ts`,
    find: '!addressed.client.responseTypes.has(responseType.name)',
    replace: 'false',
  },
  {
    row: 'AZ-16',
    test: endpoint,
    file: `${protocol}/response-modes/web-message.ts`,
    find: 'JSON.stringify({ origin, message })',
    replace: "JSON.stringify({ origin: '*', message })",
  },
  {
    row: 'AZ-17',
    test: endpoint,
    file: `${protocol}/sender-constraint/pkce.ts`,
    find: 'if (!isPublicClient(client) && !client.requirePkce) return undefined;',
    replace: 'return undefined;',
  },
  {
    row: 'AZ-18',
    test: endpoint,
    file: `${protocol}/sender-constraint/pkce.ts`,
    find: "    method !== 'S256' &&",
    replace: '    false &&',
  },
  {
    row: 'AZ-20',
    test: endpoint,
    file: `${protocol}/endpoints/authorization/endpoint.ts`,
    find: "parameters.push(['iss', context.issuer]);",
    replace: '',
  },
  {
    row: 'AZ-24',
    test: parameters,
    file: `${protocol}/endpoints/authorization/decision.ts`,
    find: 'now - session.authTime <= request.maxAge',
    replace: 'true',
  },
  {
    row: 'AZ-25',
    test: parameters,
    file: `${protocol}/endpoints/authorization/decision.ts`,
    find: 'if (request.hintedSubject !== undefined && request.hintedSubject !== subject) return undefined;',
    replace: '',
  },
  {
    row: 'AZ-26',
    test: 'jwt.test.ts',
    file: `${protocol}/tokens/id-token.ts`,
    find: " || client.idTokenSignedResponseAlg !== 'HS256'",
    replace: '',
  },
  {
    row: 'AZ-40',
    test: parameters,
    file: `${protocol}/endpoints/authorization/decision.ts`,
    find: '!request.consentScope.every(name => consented.has(name))',
    replace: 'consented.size === 0',
  },
  {
    row: 'AZ-40',
    test: parameters,
    file: `${protocol}/claims/claims-request.ts`,
    find: "...new Set([...scope, ...ofClaims.filter(name => name !== 'openid')])",
    replace: '...scope',
  },
  {
    row: 'AZ-40',
    test: parameters,
    file: `${server}/interactions/consent-page.ts`,
    find: 'return sessions.named(request, ticket.pending.sid);',
    replace: 'return sessions.find(request);',
  },
  {
    row: 'AZ-41',
    test: objects,
    file: `${protocol}/endpoints/authorization/request-object.ts`,
    find: 'if (!isSigned)',
    replace: 'if (false)',
  },
  {
    row: 'AZ-42',
    test: objects,
    file: `${protocol}/endpoints/authorization/request-object.ts`,
    find: 'clientId !== expected || ',
    replace: '',
  },
  {
    row: 'AZ-42',
    test: objects,
    file: `${protocol}/endpoints/authorization/request-object.ts`,
    find: 'return parametersOf(jwt.claims);',
    replace: 'return Parameters.of(new Map([...outside, ...parametersOf(jwt.claims)]));',
  },
  {
    row: 'AZ-46',
    test: objects,
    file: `${protocol}/endpoints/authorization/sources.ts`,
    find: ' || isOther',
    replace: '',
  },
  {
    row: 'AZ-44',
    test: objects,
    file: `${protocol}/endpoints/authorization/sources.ts`,
    find: "!client.requestUris.has(requestUri.replace(/#.*$/s, ''))",
    replace: 'client.requestUris.has(requestUri) === undefined',
  },
];

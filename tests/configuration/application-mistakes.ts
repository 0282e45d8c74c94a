/** What can be wrong with an application, and how it is told. */
import { canary, type Mistake, wrong } from './mistake.ts';

const uri = (name: string, value: string, message: string) =>
  wrong(`redirect URI ${name}`, `redirect_uris: ["${value}"]`, 'redirect_uris[0]', message);

const logout = (channel: string, value: string, message: string) =>
  wrong(`${channel} ${value}`, `${channel}_logout_uri: ${value}`, `${channel}_logout_uri`, message);

const asPublic = { without: ['client_secret'], line: 1 } as const;
const publicMethod = 'token_endpoint_auth_method: none';
const short = 'client_secret: CANARYCANARY';

export const applicationMistakes: readonly Mistake[] = [
  wrong('no client_id', 'client_name: x', 'client_id', 'is required', {
    without: ['client_id'],
    line: 'entry',
  }),
  wrong('client_id with a space', `client_id: ${canary} x`, 'client_id', 'printable ASCII'),
  wrong('a key mistyped', 'redirect_uri: [x]', 'redirect_uri', 'is not known here', {
    suggestion: 'redirect_uris',
  }),
  wrong(
    'request_uris without TLS',
    'request_uris: ["http://app.example.com/request"]',
    'request_uris[0]',
    'must use https',
  ),
  wrong('request_uris of no address', 'request_uris: ["#x"]', 'request_uris[0]', 'absolute https URL'),
  wrong('a key in camel case', 'grantTypes: [x]', 'grantTypes', 'is not known here', {
    suggestion: 'grant_types',
  }),
  wrong('a key like nothing', 'zzzzzzzz: 1', 'zzzzzzzz', 'known here: client_id, client_name'),
  wrong(
    'a member of a later version',
    `software_id: ${canary}`,
    'software_id',
    'not supported by this version yet',
  ),
  wrong('jwks_uri without TLS', 'jwks_uri: http://a.example/jwks', 'jwks_uri', 'must use https'),
  logout('frontchannel', 'https://elsewhere.example/', 'in common with one of redirect_uris'),
  logout('frontchannel', 'javascript:alert(1)', 'must use https'),
  logout('backchannel', 'http://a.example/', 'must use https'),
  wrong(
    'a secret that is a number',
    'client_secret: 77777777',
    'client_secret',
    'must be a text: put it between quotes',
  ),
  wrong('a secret that is a list', `client_secret: [${canary}]`, 'client_secret', 'must be a text'),
  wrong('a secret that is a mapping', `client_secret: { ${canary}: 1 }`, 'client_secret', 'must be a text'),
  wrong('a secret without value', 'client_secret:', 'client_secret', 'has no value'),
  wrong(
    'a secret not in the environment',
    'client_secret: env:NOT_SET',
    'client_secret',
    'NOT_SET is not set',
  ),
  wrong('a secret empty in the environment', 'client_secret: env:EMPTY', 'client_secret', 'EMPTY is empty'),
  wrong(
    'a secret after env:',
    `client_secret: env:${canary}`,
    'client_secret',
    'followed by the name of a variable',
  ),
  wrong('a secret file that is not there', 'client_secret: file:./none', 'client_secret', 'cannot be read'),
  wrong('a short secret', 'client_secret: CANARY', 'client_secret', 'at least 8 characters; make one with'),
  wrong(
    'a short secret for HS256',
    `id_token_signed_response_alg: HS256\n${short}`,
    'client_secret',
    '32 bytes for HS256',
    {
      line: 1,
    },
  ),
  wrong(
    'a short secret for client_secret_jwt',
    `token_endpoint_auth_method: client_secret_jwt\n${short}`,
    'client_secret',
    '32 bytes for client_secret_jwt',
    { line: 1 },
  ),
  wrong('no secret', 'client_name: x', 'client_secret', 'is required by client_secret_basic', {
    without: ['client_secret'],
    line: 'entry',
  }),
  wrong(
    'a public application with a secret',
    `client_secret: ${canary}\n${publicMethod}`,
    'client_secret',
    'must be left out',
  ),
  wrong(
    'a public application with HS256',
    `${publicMethod}\nid_token_signed_response_alg: HS256`,
    'id_token_signed_response_alg',
    'cannot be HS256',
    asPublic,
  ),
  wrong(
    'a public application without PKCE',
    `${publicMethod}\nrequire_pkce: false`,
    'require_pkce',
    'cannot be false',
    asPublic,
  ),
  wrong(
    'a public application without rotation',
    `${publicMethod}\nrefresh_token_rotation: false`,
    'refresh_token_rotation',
    'cannot be false',
    asPublic,
  ),
  wrong(
    'a public application that authenticates to introspect',
    `${publicMethod}\nintrospection_endpoint_auth_method: client_secret_post`,
    'introspection_endpoint_auth_method',
    'must be none or left out',
    asPublic,
  ),
  wrong(
    'revocation left open',
    'revocation_endpoint_auth_method: none',
    'revocation_endpoint_auth_method',
    'cannot be none',
  ),
  wrong(
    'a method mistyped',
    'token_endpoint_auth_method: client_secret_basics',
    'token_endpoint_auth_method',
    'must be one of none',
    {
      suggestion: 'client_secret_basic',
    },
  ),
  wrong(
    'a secret for a method',
    `token_endpoint_auth_method: ${canary}`,
    'token_endpoint_auth_method',
    'must be one of',
  ),
  wrong(
    'a method of a later version',
    'token_endpoint_auth_method: tls_client_auth',
    'token_endpoint_auth_method',
    'not supported by this version yet',
  ),
  wrong(
    'private_key_jwt without keys',
    'token_endpoint_auth_method: private_key_jwt',
    'jwks',
    'is required by private_key_jwt',
    {
      line: 'entry',
    },
  ),
  wrong(
    'a private key in jwks',
    `jwks: { keys: [{ kty: EC, crv: P-256, x: AA, y: AA, d: ${canary} }] }`,
    'jwks',
    'public keys only',
  ),
  wrong(
    'a key that is none',
    'jwks: { keys: [{ kty: EC, crv: P-256, x: AA, y: AA }] }',
    'jwks',
    'the key is not valid',
  ),
  wrong('jwks without keys', 'jwks: {}', 'jwks', 'an array named keys'),
  uri('relative', '/callback', 'must be an absolute URI'),
  uri('that is a secret', canary, 'must be an absolute URI'),
  uri('with a fragment', 'https://a.example/cb#x', 'must have no fragment'),
  uri('with a wildcard', 'https://*.a.example/cb', 'wildcards are not allowed'),
  uri('with a password', `https://x:${canary}@a.example/cb`, 'must not contain a user name or password'),
  uri('of javascript', 'javascript:alert(1)', 'must not use a scheme that a browser runs'),
  uri('of data', 'data:text/html,x', 'must not use a scheme that a browser runs'),
  uri('over http', 'http://app.example.com/cb', 'must use https'),
  uri('over http to a look-alike', 'http://localhost.example.com/cb', 'must use https'),
  uri('without a host', 'https:/callback', 'must name a host after //'),
  uri('with a space', 'https://a.example/c b', 'plain URI characters'),
  uri('of a native application', 'com.example.app:/cb', 'application_type: native'),
  wrong(
    'a scheme without a dot',
    'application_type: native\nredirect_uris: ["myapp:/cb"]',
    'redirect_uris[0]',
    'a private-use scheme with a dot',
    {
      line: 1,
    },
  ),
  wrong(
    'a post-logout URI over http',
    'post_logout_redirect_uris: [http://a.example/]',
    'post_logout_redirect_uris[0]',
    'must use https',
  ),
  wrong(
    'a redirect URI twice',
    'redirect_uris: [https://a.example/, https://a.example/]',
    'redirect_uris[1]',
    'stands twice',
  ),
  wrong('redirect_uris as a text', `redirect_uris: https://a.example/`, 'redirect_uris', 'must be a list'),
  wrong('no redirect URI', 'redirect_uris: []', 'redirect_uris', 'is required: the answer is sent'),
  wrong(
    'a grant type of a later version',
    'grant_types: [authorization_code, "urn:ietf:params:oauth:grant-type:token-exchange"]',
    'grant_types[1]',
    'it has only authorization_code, refresh_token, implicit, client_credentials, password, urn:ietf:params:oauth:grant-type:device_code',
  ),
  wrong('a grant type mistyped', 'grant_types: [authorisation_code]', 'grant_types[0]', 'must be one of', {
    suggestion: 'authorization_code',
  }),
  wrong(
    'refresh_token alone',
    'grant_types: [refresh_token]',
    'grant_types',
    'refresh_token needs a grant type that issues one',
  ),
  wrong(
    'a response type without its grant type',
    'response_types: [code, id_token]',
    'grant_types',
    'must hold implicit, because response_types holds id_token',
    { line: 'entry' },
  ),
  wrong('no response type', 'response_types: []', 'response_types', 'must hold code'),
  wrong(
    'a response type of a later version',
    'response_types: [code, token]',
    'response_types[1]',
    'not supported by this version yet',
  ),
  wrong(
    'an algorithm mistyped',
    'id_token_signed_response_alg: RS265',
    'id_token_signed_response_alg',
    'must be one of RS256',
    {
      suggestion: 'RS256',
    },
  ),
  wrong(
    'alg none',
    'id_token_signed_response_alg: none',
    'id_token_signed_response_alg',
    'must be one of RS256',
  ),
  wrong(
    'a format mistyped',
    'access_token_format: JTW',
    'access_token_format',
    'must be one of jwt, opaque',
    { suggestion: 'jwt' },
  ),
  wrong('yes for true', 'skip_consent: yes', 'skip_consent', 'must be true or false'),
  wrong('codes that live too long', 'code_lifetime: 601', 'code_lifetime', 'must be at most 600'),
  wrong('a lifetime of nothing', 'access_token_lifetime: 0', 'access_token_lifetime', 'must be at least 1'),
  wrong('a lifetime in words', 'id_token_lifetime: 1h', 'id_token_lifetime', 'must be a number'),
  wrong('half a second', 'default_max_age: 0.5', 'default_max_age', 'must be a whole number'),
  wrong(
    'idle longer than alive',
    'refresh_token_idle_lifetime: 99\nrefresh_token_lifetime: 98',
    'refresh_token_idle_lifetime',
    'cannot be longer',
  ),
  wrong(
    'a long reuse interval',
    'refresh_token_reuse_interval: 61',
    'refresh_token_reuse_interval',
    'must be at most 60',
  ),
  wrong('scopes as a list', 'scope: [openid]', 'scope', 'must be a text'),
  wrong('scopes with commas and spaces', 'scope: "openid,  email"', 'scope', 'one space between them'),
];

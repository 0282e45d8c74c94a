/** Faults of the endpoints that give tokens and answer for them. */
import type { Mutant } from './mutant.ts';

const token = 'token-endpoint.test.ts';
const issued = 'issued-tokens.test.ts';
const authentication = 'client-authentication.test.ts';
const jwt = 'jwt.test.ts';
const introspection = 'introspection-userinfo.test.ts';

const protocol = 'packages/protocol/src';
const foundation = 'packages/foundation/src';
const server = 'packages/server/src';

export const tokenMutants: readonly Mutant[] = [
  {
    row: 'TK-01',
    test: token,
    file: `${protocol}/grants/authorization-code.ts`,
    find: 'await context.stores.authorizations.revoke(context.pool, authorization.id, context.clock());',
    replace: '',
  },
  {
    row: 'TK-02',
    test: token,
    file: 'packages/storage/src/sql/authorization-statements.ts',
    find: 'AND code_consumed_at IS NULL AND code_expires_at > ?',
    replace: 'AND code_expires_at > ?',
  },
  {
    row: 'TK-03',
    test: token,
    file: `${protocol}/grants/authorization-code.ts`,
    find: "if (authorization.clientId !== client.clientId) throw no('issued to another client');",
    replace: '',
  },
  {
    row: 'TK-04',
    test: token,
    file: `${protocol}/grants/authorization-code.ts`,
    find: 'if (redirectUri !== binding.redirectUri)',
    replace: 'if (false)',
  },
  {
    row: 'TK-05',
    test: token,
    file: `${protocol}/sender-constraint/pkce.ts`,
    find: '  if (!unreserved.test(verifier))',
    replace: '  if (verifier === challenge.value) return;\n  if (!unreserved.test(verifier))',
  },
  {
    row: 'TK-06',
    test: token,
    file: `${protocol}/sender-constraint/pkce.ts`,
    find: 'if (verifier === undefined) return;',
    replace: 'return;',
  },
  {
    row: 'TK-08',
    test: authentication,
    file: `${protocol}/client-authentication/index.ts`,
    find: "parameters.get('client_secret') !== undefined && ",
    replace: 'false && ',
  },
  {
    row: 'TK-09',
    test: authentication,
    file: `${protocol}/client-authentication/index.ts`,
    find: 'if (presented.some(fits)) return;',
    replace: 'return;',
  },
  {
    row: 'TK-12',
    test: authentication,
    file: `${protocol}/client-authentication/index.ts`,
    find: 'context.credentialThrottle.failed(client.clientId, remoteAddress);',
    replace: '',
  },
  {
    row: 'TK-13',
    test: authentication,
    file: `${protocol}/client-authentication/client-assertion.ts`,
    find: 'if (audience !== context.issuer)',
    replace: 'if (!String(audience).startsWith(context.issuer))',
  },
  {
    row: 'TK-14',
    test: authentication,
    file: `${protocol}/client-authentication/client-assertion.ts`,
    find: "remembered === 'fresh' ||",
    replace: 'remembered !== undefined ||',
  },
  {
    row: 'TK-16',
    test: authentication,
    file: `${foundation}/jose/verify.ts`,
    find: '(jwt.kid === undefined || candidate.kid === undefined || candidate.kid === jwt.kid) &&',
    replace: '',
  },
  {
    row: 'TK-18',
    test: issued,
    file: 'packages/storage/src/sql/authorization-statements.ts',
    find: '    ELSE CAST(? AS BIGINT) END',
    replace: '    ELSE revoked_at + ? END',
  },
  {
    row: 'TK-19',
    test: issued,
    file: `${protocol}/grants/refresh-token.ts`,
    find: 'presented.generation + 1 :',
    replace: 'presented.generation + 1 + (context.random(1)[0] ?? 0) :',
  },
  {
    row: 'TK-20',
    test: issued,
    file: `${protocol}/tokens/access-token.ts`,
    find: 'if (!found || found.authorization.revokedAt !== undefined) return undefined;',
    replace: 'if (!found) return undefined;',
  },
  {
    row: 'TK-21',
    test: issued,
    file: 'packages/storage/src/sql/authorization-statements.ts',
    find: '    WHEN generation = ? AND ? > 0 AND ? < rotated_at + ? THEN revoked_at',
    replace: '    WHEN generation = ? AND ? > 0 AND ? < rotated_at + 60 + ? THEN revoked_at',
  },
  {
    row: 'TK-22',
    test: issued,
    file: `${protocol}/grants/refresh-token.ts`,
    find: "if (authorization.clientId !== client.clientId) throw no('issued to another client');",
    replace:
      'if (authorization.clientId !== client.clientId) await context.stores.authorizations.revoke(context.pool, id, 1);',
  },
  {
    row: 'TK-24',
    test: issued,
    file: 'packages/storage/src/sql/sessions.ts',
    find: 'SET revoked_at = ? WHERE offline = 0',
    replace: 'SET revoked_at = ? WHERE offline = 2',
  },
  {
    row: 'TK-25',
    test: issued,
    file: `${protocol}/tokens/authenticated-value.ts`,
    find: " || bytes.toString('base64url') !== value",
    replace: '',
  },
  {
    row: 'TK-25',
    test: 'opaque-access-token.test.ts',
    file: `${protocol}/tokens/authenticated-value.ts`,
    find: 'timingSafeEqual(bytes.subarray(-macLength), macOf(key, content)) ? content : undefined',
    replace: 'content',
  },
  {
    row: 'TK-25',
    test: issued,
    file: `${foundation}/jose/verify.ts`,
    find: "return bytes.toString('base64url') === encoded ? bytes : undefined;",
    replace: 'return bytes;',
  },
  {
    row: 'TK-26',
    test: authentication,
    file: `${protocol}/grants/client-credentials.ts`,
    find: 'isAboutEndUser(client, name) || ',
    replace: '',
  },
  {
    row: 'TK-34',
    test: 'unavailable-storage.test.ts',
    file: `${server}/failure.ts`,
    find: 'retryAfter: unavailableRetryAfter,',
    replace: '',
  },
  {
    row: 'JW-01',
    test: jwt,
    file: `${foundation}/jose/verify.ts`,
    find: 'if (!isAsymmetricAlg(alg)) return false;',
    replace: "if (!isAsymmetricAlg(alg)) return alg.toLowerCase() === 'none';",
  },
  {
    row: 'JW-02',
    test: jwt,
    file: `${protocol}/tokens/id-token.ts`,
    find: " || client.idTokenSignedResponseAlg !== 'HS256'",
    replace: '',
  },
  {
    row: 'JW-04',
    test: jwt,
    file: `${foundation}/jose/verify.ts`,
    find: 'if (!isAsymmetricAlg(alg)) return false;',
    replace:
      "if (!isAsymmetricAlg(alg)) return false;\n  const own: any = jwt.header['jwk'];\n  if (own) return verifySignature(alg, process.getBuiltinModule('node:crypto').createPublicKey({ key: own, format: 'jwk' }), jwt.input, jwt.signature);",
  },
  {
    row: 'JW-05',
    test: jwt,
    file: `${foundation}/jose/verify.ts`,
    find: "'crit' in header || ",
    replace: '',
  },
  {
    row: 'JW-05',
    test: jwt,
    file: `${foundation}/jose/strict-json.ts`,
    find: 'name === undefined || names.has(name)',
    replace: 'name === undefined',
  },
  {
    row: 'JW-08',
    test: jwt,
    file: `${protocol}/tokens/id-token.ts`,
    find: " || jwt.header['typ'] !== 'JWT'",
    replace: '',
  },
  {
    row: 'JW-12',
    test: 'keys.test.ts',
    file: `${foundation}/jose/jwk.ts`,
    find: "=> 'd' in jwk || 'k' in jwk;",
    replace: '=> false;',
  },
  {
    row: 'IR-02',
    test: introspection,
    file: `${protocol}/endpoints/userinfo.ts`,
    find: 'if (!subject || !token.scope.some(name => client.dialect.userinfoScopes.has(name)))',
    replace: 'if (!subject)',
  },
  {
    row: 'IR-04',
    test: introspection,
    file: `${protocol}/endpoints/introspection.ts`,
    find: 'if (clientId !== client.clientId && !audience.includes(client.clientId)) return undefined;',
    replace: '',
  },
  {
    row: 'IR-05',
    test: introspection,
    file: `${protocol}/tokens/access-token.ts`,
    find: 'if (!found || found.authorization.revokedAt !== undefined) return undefined;',
    replace: 'if (!found) return undefined;',
  },
  {
    row: 'IR-08',
    test: 'unavailable-storage.test.ts',
    file: `${protocol}/endpoints/revocation.ts`,
    find: 'await context.stores.authorizations.revoke(context.pool, authorization.id, context.clock());',
    replace:
      'await context.stores.authorizations.revoke(context.pool, authorization.id, context.clock()).catch(() => undefined);',
  },
  {
    row: 'IR-07',
    test: introspection,
    file: `${protocol}/endpoints/revocation.ts`,
    find: 'if (authorization && authorization.clientId !== client.clientId)',
    replace: 'if (false)',
  },
  {
    row: 'TK-17',
    test: '../protocol/jwks-uri.test.ts',
    file: 'packages/server/src/client-keys.ts',
    find: 'if (attemptedAt + shortestInterval > now) return false;',
    replace: '',
  },
  {
    row: 'TK-29',
    test: '../protocol/device.test.ts',
    file: 'packages/storage/src/sql/device-requests.ts',
    find: 'THEN 1 ELSE 0 END',
    replace: 'THEN 0 ELSE 0 END',
  },
];

/** Faults of the browser’s side, of HTTP and of logout. */
import type { Mutant } from './mutant.ts';

const discovery = 'discovery.test.ts';
const http = 'http.test.ts';
const session = 'browser-session.test.ts';
const login = 'hosted-login.test.ts';
const logout = 'logout.test.ts';

const protocol = 'packages/protocol/src';
const foundation = 'packages/foundation/src';
const server = 'packages/server/src';

export const edgeMutants: readonly Mutant[] = [
  {
    row: 'DC-01',
    test: discovery,
    file: `${server}/http/door.ts`,
    find: "if (!options.isOurHost(incoming.headers.host ?? ''))",
    replace: 'if (false)',
  },
  {
    row: 'DC-05',
    test: discovery,
    file: `${server}/http/cross-origin.ts`,
    find: "origin !== 'null' && route.crossOrigin.allows(origin)",
    replace: 'true',
  },
  {
    row: 'SC-01',
    test: 'secure-origin.test.ts',
    file: `${server}/http/cookies.ts`,
    find: 'Path=/; HttpOnly;',
    replace: 'Path=/;',
  },
  {
    row: 'SC-02',
    test: session,
    file: `${server}/interactions/sessions.ts`,
    find: 'const replaced = former && {',
    replace: 'const replaced = undefined && {',
  },
  {
    row: 'SC-04',
    test: session,
    file: `${server}/http/same-site.ts`,
    find: "return site === 'same-origin' || site === 'none';",
    replace: 'return true;',
  },
  {
    row: 'SC-05',
    test: session,
    file: `${server}/interactions/ticket.ts`,
    find: "!equalInConstantTime(String(plain['browser']), hashBearerValue(browser))",
    replace: 'false',
  },
  {
    row: 'SC-06',
    test: session,
    file: 'packages/login/src/pages/headers.ts',
    find: `  "frame-ancestors 'none'",`,
    replace: '',
  },
  {
    row: 'SC-09',
    test: session,
    file: 'packages/storage/src/sql/sessions.ts',
    find: 's.ends_at > ? AND u.active = 1',
    replace: 's.expires_at > ? AND u.active = 1',
  },
  {
    row: 'SC-10',
    test: session,
    file: `${server}/interactions/consent-page.ts`,
    find: 'if (!user) return server.resume(request, pending, selectedFor(pending));',
    replace: "if (!user) return htmlPage(200, 'Alice Example');",
  },
  {
    row: 'SC-13',
    test: 'issued-tokens.test.ts',
    file: `${server}/interactions/sessions.ts`,
    find: 'sid: uuid(random),',
    replace: 'sid: request.cookie(stateBase) ?? uuid(random),',
  },
  {
    row: 'HL-02',
    test: login,
    file: 'packages/login/src/methods/password/method.ts',
    find: 'const outcome = await hasher.verify(stored ?? unmatchable, password);',
    replace:
      "if (!stored) return { kind: 'wrong' };\n      const outcome = await hasher.verify(stored, password);",
  },
  {
    row: 'HL-02',
    test: login,
    file: 'packages/login/src/methods/password/method.ts',
    find: 'stored !== undefined && !hasher.isAsCostly(stored)',
    replace: 'false',
  },
  {
    row: 'HL-25',
    test: login,
    file: `${server}/setup/setup-pages.ts`,
    find: 'await links.close();',
    replace: 'await links.restore(token);',
  },
  {
    row: 'HT-02',
    test: http,
    file: `${server}/http/door.ts`,
    find: "if (timesSent(incoming, 'host') !== 1)",
    replace: "if (timesSent(incoming, 'host') === 0)",
  },
  {
    row: 'HT-05',
    test: http,
    file: `${server}/http/request.ts`,
    find: "if (incoming.headers['content-encoding'] !== undefined)",
    replace: 'if (false)',
  },
  {
    row: 'HT-08',
    test: http,
    file: `${foundation}/parameters.ts`,
    find: "if (decoded.includes('\\0')) throw new MalformedInput('a NUL');",
    replace: '',
  },
  {
    row: 'LO-01',
    test: logout,
    file: `${protocol}/endpoints/end-session.ts`,
    find: '!client.postLogoutRedirectUris.includes(uri)',
    replace: '!client.postLogoutRedirectUris.some(known => uri.startsWith(known))',
  },
  {
    row: 'LO-02',
    test: logout,
    file: `${protocol}/endpoints/end-session.ts`,
    find: "(parameters.isSent('id_token_hint') ? undefined : named)",
    replace: 'named',
  },
  {
    row: 'LO-02',
    test: logout,
    file: `${protocol}/tokens/id-token.ts`,
    find: 'verifyWithKeys(jwt, context.signers.verificationKeys()) ? claims : undefined',
    replace: 'claims',
  },
  {
    row: 'LO-04',
    test: logout,
    file: `${protocol}/endpoints/end-session.ts`,
    find: 'hint?.sid === session.sid',
    replace: 'hint !== undefined',
  },
];

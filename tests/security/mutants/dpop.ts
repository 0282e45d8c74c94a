/** Faults of tokens that are bound to a key. */
import type { Mutant } from './mutant.ts';

const dpop = 'dpop.test.ts';

const protocol = 'packages/protocol/src';

export const dpopMutants: readonly Mutant[] = [
  {
    row: 'AZ-54',
    test: dpop,
    file: `${protocol}/sender-constraint/dpop.ts`,
    find: 'if (bound === undefined || bound === proven) return;',
    replace: 'return;',
  },
  {
    row: 'AZ-54',
    test: dpop,
    file: `${protocol}/endpoints/pushed-authorization.ts`,
    find: "if (named === undefined) return [['dpop_jkt', provenKey]];",
    replace: 'if (named === undefined) return [];',
  },
  {
    row: 'TK-22',
    test: dpop,
    file: `${protocol}/tokens/issue.ts`,
    find: 'isPublicClient(client) ? boundTo : undefined',
    replace: 'undefined',
  },
  {
    row: 'TK-22',
    test: dpop,
    file: `${protocol}/tokens/issue.ts`,
    find: 'isPublicClient(client) ? boundTo : undefined',
    replace: 'boundTo',
  },
  {
    row: 'TK-30',
    test: dpop,
    file: `${protocol}/sender-constraint/dpop.ts`,
    find: "if (remembered === 'seen')",
    replace: 'if (false)',
  },
  {
    row: 'TK-30',
    test: dpop,
    file: `${protocol}/sender-constraint/dpop.ts`,
    find: 'if (htm !== request.method)',
    replace: 'if (false)',
  },
  {
    row: 'TK-30',
    test: dpop,
    file: `${protocol}/sender-constraint/dpop.ts`,
    find: 'if (withoutQuery(htu) !== target)',
    replace: 'if (false)',
  },
  {
    row: 'TK-30',
    test: dpop,
    file: `${protocol}/sender-constraint/dpop.ts`,
    find: "if (typeof iat !== 'number' || Math.abs(iat - context.clock()) > patience)",
    replace: "if (typeof iat !== 'number')",
  },
  {
    row: 'TK-30',
    test: dpop,
    file: `${protocol}/sender-constraint/dpop.ts`,
    find: 'if (accessToken !== undefined && ath',
    replace: 'if (false && ath',
  },
  {
    row: 'TK-30',
    test: dpop,
    file: `${protocol}/sender-constraint/dpop.ts`,
    find: 'dpop $',
    replace: 'dpop ',
  },
  {
    row: 'TK-30',
    test: dpop,
    file: `${protocol}/tokens/presented-access-token.ts`,
    find: 'if (token.boundTo === key) return token;',
    replace: 'if (key === undefined || token.boundTo === key) return token;',
  },
  {
    row: 'TK-30',
    test: dpop,
    file: `${protocol}/authorization-server.ts`,
    find: 'return token?.boundTo === undefined ? token : undefined;',
    replace: 'return token;',
  },
  {
    row: 'TK-30',
    test: dpop,
    file: `${protocol}/tokens/access-token.ts`,
    find: "if (accessTokenFormat === 'jwt' || subject.boundTo !== undefined)",
    replace: "if (accessTokenFormat === 'jwt')",
  },
];

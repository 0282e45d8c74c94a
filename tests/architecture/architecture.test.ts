/** Each rule of the house can be broken, and says so; what keeps to the rules passes. */
import { describe, expect, it } from 'vitest';
import { type Breach, breachesOf } from '../../tools/architecture.ts';
import { rules } from '../../tools/architecture-rules.ts';

const opening = '/** A file. */\n';
const judge = (path: string, text: string) => breachesOf({ path, text: opening + text });

interface Case {
  readonly path: string;
  readonly text: string;
  readonly breach: Pick<Breach, 'rule' | 'line' | 'detail'>;
}

const breaking: readonly Case[] = [
  {
    path: 'packages/protocol/src/claims/subject.ts',
    text: `import { login } from '@symbolon/login';`,
    breach: { rule: 'package', line: 2, detail: 'protocol → login' },
  },
  {
    path: 'packages/login/src/policy.ts',
    text: `import type { Client } from '@symbolon/protocol';`,
    breach: { rule: 'package', line: 2, detail: 'login → protocol' },
  },
  {
    path: 'packages/foundation/src/clock.ts',
    text: `export * from '@symbolon/storage';`,
    breach: { rule: 'package', line: 2, detail: 'foundation → storage' },
  },
  {
    path: 'packages/storage/src/index.ts',
    text: `const server = await import('@symbolon/server');`,
    breach: { rule: 'package', line: 2, detail: 'storage → server' },
  },
  {
    path: 'packages/storage/src/index.ts',
    text: `type Server = import('@symbolon/server').Server;`,
    breach: { rule: 'package', line: 2, detail: 'storage → server' },
  },
  {
    path: 'packages/server/src/compose.ts',
    text: `import { seal } from '@symbolon/foundation/src/seal.ts';`,
    breach: { rule: 'inside', line: 2, detail: '@symbolon/foundation/src/seal.ts' },
  },
  {
    path: 'packages/server/src/compose.ts',
    text: `import { seal } from '../../foundation/src/seal.ts';`,
    breach: { rule: 'inside', line: 2, detail: '../../foundation/src/seal.ts' },
  },
  {
    path: 'packages/protocol/src/endpoints/token.ts',
    text: `import { createServer } from 'node:http';`,
    breach: { rule: 'module', line: 2, detail: 'node:http' },
  },
  {
    path: 'packages/protocol/src/endpoints/token.ts',
    text: `import { render } from 'preact/jsx-runtime';`,
    breach: { rule: 'module', line: 2, detail: 'preact/jsx-runtime' },
  },
  {
    path: 'packages/protocol/src/tokens/issue.ts',
    text: `import { token } from '../endpoints/token.ts';`,
    breach: { rule: 'layer', line: 2, detail: 'tokens → endpoints' },
  },
  {
    path: 'packages/protocol/src/stores/clients.ts',
    text: `import { claims } from '../claims/scopes.ts';`,
    breach: { rule: 'layer', line: 2, detail: 'stores → claims' },
  },
  {
    path: 'packages/protocol/src/magic/wand.ts',
    text: `import type { Client } from '../client.ts';\nimport type { Event } from '../events.ts';`,
    breach: { rule: 'layer', line: 1, detail: 'magic has no layer yet: add it to the table' },
  },
  {
    path: 'packages/protocol/src/grants/refresh-token.ts',
    text: `import { code } from './authorization-code.ts';`,
    breach: { rule: 'sibling', line: 2, detail: 'refresh-token.ts → authorization-code.ts' },
  },
  ...machine('Date.now()', 'Date.now'),
  ...machine(`Date['now']()`, 'Date.now'),
  ...machine('new Date()', 'new Date()'),
  ...machine('Date()', 'Date()'),
  ...machine('Math.random()', 'Math.random'),
  ...machine('globalThis.Math.random()', 'Math.random'),
  ...machine('randomBytes(3)', 'randomBytes'),
  ...machine('process.env', 'process.env'),
  ...['utils', 'helpers', 'common', 'misc'].map(name => ({
    path: `packages/server/src/${name}.ts`,
    text: '',
    breach: { rule: 'name' as const, line: 1, detail: name },
  })),
  {
    path: 'tests/long.test.ts',
    text: 'void 0;\n'.repeat(300),
    breach: { rule: 'size', line: 1, detail: '301 lines' },
  },
];

function machine(expression: string, detail: string): readonly Case[] {
  return ['protocol', 'login', 'storage'].map(name => ({
    path: `packages/${name}/src/claims/subject.ts`,
    text: `\nexport const value = ${expression};`,
    breach: { rule: 'machine', line: 3, detail },
  }));
}

describe('the rules of the house', () => {
  it.each(breaking)('refuses $breach.detail in $path', ({ path, text, breach }) => {
    expect(judge(path, text)).toEqual([{ path, ...breach }]);
  });

  it('refuses a file that does not say what it is', () => {
    const path = 'tools/start.mjs';
    expect(breachesOf({ path, text: 'void 0;\n' })).toEqual([
      { path, line: 1, rule: 'opening', detail: 'starts otherwise' },
    ]);
  });

  it('breaks every rule at least once in this test', () => {
    const broken = new Set<string>(['opening', ...breaking.map(({ breach }) => breach.rule)]);
    expect([...broken].sort()).toEqual(Object.keys(rules.sentences).sort());
  });

  it.each([
    ['packages/protocol/src/grants/index.ts', `import { code } from './authorization-code.ts';`],
    ['packages/protocol/src/grants/refresh-token.ts', `import type { Grant } from './grant.ts';`],
    ['packages/protocol/src/endpoints/token.ts', `import { grants } from '../grants/index.ts';`],
    ['packages/protocol/src/stores/clients.ts', `import type { Client } from '../client.ts';`],
    ['packages/protocol/src/tokens/issue.ts', 'export const at = new Date(0);'],
    ['packages/protocol/src/tokens/issue.test.ts', 'export const at = Date.now();'],
    ['packages/server/src/compose.ts', 'export const at = Date.now() + process.env.length;'],
    ['packages/storage/src/index.ts', `import { DatabaseSync } from '@photostructure/sqlite';`],
    [
      'packages/protocol/src/tokens/issue.ts',
      `// Date.now() in a comment\nexport const text = 'Math.random()';`,
    ],
    ['tests/testkit/world.ts', `import { compose } from '../../packages/server/src/compose.ts';`],
  ])('lets %s do what it may', (path, text) => {
    expect(judge(path, text)).toEqual([]);
  });

  it('lets a program begin with its interpreter', () => {
    expect(breachesOf({ path: 'a.ts', text: `#!/usr/bin/env node\n${opening}` })).toEqual([]);
  });

  it('counts 300 lines as few enough', () => {
    expect(judge('tests/long.test.ts', 'void 0;\n'.repeat(299))).toEqual([]);
  });
});

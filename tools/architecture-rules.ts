/** THE TABLE of the rules of the house: who may know whom, and what may be said where. */

interface Rules {
  readonly sentences: Readonly<
    Record<
      'package' | 'inside' | 'module' | 'layer' | 'sibling' | 'machine' | 'name' | 'size' | 'opening',
      string
    >
  >;
  /** By package: what it may import of ours. */
  readonly mayImport: Readonly<Record<string, readonly string[]>>;
  /** By package: modules that it must do without. */
  readonly forbiddenModules: Readonly<Record<string, readonly string[]>>;
  /** From the lowest to the highest; a room may import from its own layer and from those before it. */
  readonly protocolLayers: readonly (readonly string[])[];
  /** Rooms whose files must not import each other, except what they share. */
  readonly withoutSiblings: readonly string[];
  readonly sharedBySiblings: readonly string[];
  /** Packages that may read the clock, draw randomness and see the environment. */
  readonly mayTouchMachine: readonly string[];
  readonly machineIdentifiers: readonly string[];
  readonly machineMembers: readonly string[];
  readonly forbiddenFileNames: readonly string[];
  readonly mostLines: number;
  /** Tables of data, which may be longer. */
  readonly tablesOfData: readonly string[];
}

const http = ['node:http', 'node:https', 'node:http2', 'node:tls', 'http', 'https', 'fastify'];
const sql = ['node:sqlite', '@photostructure/sqlite', 'kysely', 'pg'];
const html = ['preact', 'preact-render-to-string', 'react', 'react-dom'];

export const rules: Rules = {
  sentences: {
    package: 'foundation ← protocol, login ← storage ← server; protocol and login never meet',
    inside: 'another package is imported by its name, never by the path of a file in it',
    module: 'no HTTP, SQL or HTML where it does not belong',
    layer:
      'endpoints → grants, response types, client authentication → tokens → claims → stores, errors; never upward',
    sibling: 'a grant does not know another grant',
    machine: 'time, randomness and environment are handed in',
    name: 'a file is named for the noun inside',
    size: 'no file has more than 300 lines',
    opening: 'a file opens with one line that says what it is: /** … */',
  },
  mayImport: {
    foundation: [],
    protocol: ['foundation'],
    login: ['foundation'],
    storage: ['foundation', 'protocol', 'login'],
    'user-file': [],
    server: ['foundation', 'protocol', 'login', 'storage', 'user-file'],
    client: [],
    'client-browser': ['client'],
    console: ['client', 'client-browser', 'user-file'],
    'resource-server': [],
  },
  forbiddenModules: {
    foundation: [...http, ...sql, ...html],
    protocol: [...http, ...sql, ...html, 'node:fs', 'node:worker_threads'],
    // The address arithmetic of node:net opens no connection.
    login: [...http.filter(name => !name.endsWith('net')), ...sql],
    storage: [...http, ...html],
    'user-file': [...http, ...sql, ...html, 'node:fs'],
  },
  protocolLayers: [
    [
      'stores',
      'errors',
      'client',
      'client-registry',
      'dialect',
      'event-details',
      'events',
      'interactions',
      'issuer-context',
      'redirect-uris',
      'responses',
      'rules',
    ],
    ['claims', 'sender-constraint'],
    ['tokens'],
    ['logout', 'dialects', 'response-modes'],
    ['grants', 'response-types', 'client-authentication'],
    ['endpoints'],
    ['authorization-server', 'index'],
  ],
  withoutSiblings: ['grants', 'client-authentication', 'response-types'],
  sharedBySiblings: ['grant.ts', 'method.ts', 'response-part.ts'],
  // An SDK and the console run where their page or application runs.
  mayTouchMachine: ['foundation', 'server', 'client', 'client-browser', 'resource-server', 'console'],
  machineIdentifiers: ['randomBytes', 'randomUUID', 'randomInt', 'randomFillSync', 'getRandomValues'],
  machineMembers: ['Date.now', 'Math.random', 'process.env', 'performance.now'],
  forbiddenFileNames: ['utils', 'util', 'helpers', 'helper', 'common', 'misc'],
  mostLines: 300,
  tablesOfData: [
    'packages/protocol/src/rules.ts',
    'packages/console/src/api/operations.ts',
    'packages/console/src/words/en.ts',
    'packages/console/src/words/zh.ts',
    ...['ar', 'de', 'en', 'es', 'fr', 'ja', 'zh-CN', 'zh-TW'].map(
      language => `packages/login/src/pages/messages/${language}.ts`,
    ),
  ],
};

/** What a right configuration file amounts to, where its secrets come from, and how it is printed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Configuration, ConfigurationEdges } from './configuration.ts';
import { defaultConfiguration } from './defaults.ts';
import { printEffective } from './effective.ts';
import { loadConfiguration, readConfiguration } from './load.ts';

const folder = mkdtempSync(join(tmpdir(), 'symbolon-configuration-'));
afterAll(() => rmSync(folder, { recursive: true }));

const secret = 'CANARY-secret-of-the-web-application';
const environment = {
  WEB_SECRET: secret,
  MASTER_KEY: 'a'.repeat(64),
  SMTP_PASSWORD: 'CANARY-password-of-the-mail-server',
  SMS_SECRET: 'CANARY-secret-of-the-webhook-for-text-messages',
};

function read(text: string, listen?: ConfigurationEdges['listen']): Configuration {
  const loaded = readConfiguration(text, { environment, fileFolder: folder, dataFolder: '/data', listen });
  if (loaded.kind === 'loaded') return loaded.configuration;
  throw new Error(JSON.stringify(loaded.problems));
}

const sample = `
server: { origin: "https://login.example.com", trusted_proxies: [10.0.0.0/8, "::1"] }
storage: { engine: sqlite, path: ./data/symbolon.db }
master_key: env:MASTER_KEY
log: { level: warn }
email:
  from: Acme sign-in <login@acme.example>
  smtp: { host: mail.acme.example, username: acme, password: env:SMTP_PASSWORD }
sms: { webhook: { url: "https://sms.acme.example/send", secret: env:SMS_SECRET } }
user_pools:
  - name: default
    applications:
      - client_id: web
        client_secret: env:WEB_SECRET
        redirect_uris: [http://localhost:4000/callback]
    users:
      - username: alice
        password: file:./password
        email: alice@example.com
        email_verified: true
        phone: "+15550100"
        preferred_username: al
        address: { country: GR }
        custom_data: { aws: demo }
      - username: bob
        sub: bob-1
        password_hash: $2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy
`;

describe('a right configuration file', () => {
  writeFileSync(join(folder, 'password'), 'CANARY-password\r\n');

  it('is read with its secrets', () => {
    expect(read(sample)).toEqual({
      origin: 'https://login.example.com',
      mostRequestsAtOnce: 500,
      mostFailedSignInsPerMinute: 1000,
      egress: { dangerouslyAllowPrivateNetworks: false },
      listen: { host: '127.0.0.1', port: 3000 },
      trustedProxies: ['10.0.0.0/8', '::1'],
      dangerouslyAllowHttp: false,
      storage: { engine: 'sqlite', path: join(folder, 'data/symbolon.db') },
      masterKey: 'a'.repeat(64),
      log: { level: 'warn' },
      audit: { mostRefusalsPerMinute: 60 },
      email: {
        from: { name: 'Acme sign-in', address: 'login@acme.example' },
        smtp: {
          host: 'mail.acme.example',
          port: 587,
          secure: 'starttls',
          credentials: { username: 'acme', password: environment.SMTP_PASSWORD },
        },
      },
      sms: { webhook: { url: 'https://sms.acme.example/send', secret: environment.SMS_SECRET } },
      userPools: [
        {
          name: 'default',
          settings: {},
          registration: { mode: 'off', initialAccessTokens: [], mostPerHour: 100 },
          resources: [],
          accessKeys: [],
          applications: [
            { metadata: { client_id: 'web', redirect_uris: ['http://localhost:4000/callback'] }, secret },
          ],
          users: [
            {
              sub: undefined,
              identifiers: [
                { kind: 'username', value: 'alice' },
                { kind: 'email', value: 'alice@example.com' },
                { kind: 'phone', value: '+15550100' },
              ],
              password: { kind: 'plain', text: 'CANARY-password' },
              claims: {
                username: 'alice',
                preferred_username: 'al',
                email: 'alice@example.com',
                email_verified: true,
                phone_number: '+15550100',
                address: { country: 'GR' },
              },
              customData: { aws: 'demo' },
            },
            {
              sub: 'bob-1',
              identifiers: [{ kind: 'username', value: 'bob' }],
              password: {
                kind: 'hash',
                hash: '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
              },
              claims: { username: 'bob', preferred_username: 'bob' },
              customData: {},
            },
          ],
        },
      ],
    });
  });

  it('is printed without them, and reads as the same once they are back', () => {
    const printed = printEffective(read(sample));
    expect(printed).not.toMatch(/CANARY|aaaa|N9qo8/);
    expect(printed.match(/«redacted»/g)).toHaveLength(6);
    const restored = printed
      .replace('client_secret: «redacted»', 'client_secret: env:WEB_SECRET')
      .replace('master_key: «redacted»', 'master_key: env:MASTER_KEY')
      .replace('password: «redacted»', 'password: env:SMTP_PASSWORD')
      .replace('secret: «redacted»', 'secret: env:SMS_SECRET')
      .replace('password: «redacted»', 'password: file:./password')
      .replace(
        'password_hash: «redacted»',
        'password_hash: $2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
      );
    expect(printEffective(read(restored))).toBe(printed);
  });

  it('may be JSON, and may be empty', () => {
    const json =
      '{\n\t"server": { "origin": "http://localhost:9400" },\n\t"user_pools": [{ "name": "b2b" }]\n}';
    expect(read(json)).toMatchObject({ listen: { port: 9400 }, userPools: [{ name: 'b2b' }] });
    expect(read('# nothing\n')).toMatchObject({
      origin: 'http://localhost:3000',
      storage: { path: '/data/symbolon.db' },
      userPools: [{ name: 'default', applications: [], users: [] }],
    });
  });

  it('yields to the command line, and its origin follows the port unless it is declared', () => {
    expect(read('', { host: '0.0.0.0', port: 4000 })).toMatchObject({
      origin: 'http://localhost:4000',
      listen: { host: '0.0.0.0', port: 4000 },
    });
    const declared = 'server: { origin: "https://a.example", listen: { host: "::", port: 1 } }';
    expect(read(declared, { port: 4000 })).toMatchObject({
      origin: 'https://a.example',
      listen: { host: '::', port: 4000 },
    });
  });

  it('may be without TLS elsewhere only by a word that says what it is', () => {
    const text = 'server: { origin: "http://op.internal:3000", dangerously_allow_http: true }';
    expect(read(text).origin).toBe('http://op.internal:3000');
  });
});

describe('a configuration file that repeats what must be unique', () => {
  it('is refused, also where spelling differs', () => {
    const text = `user_pools:
  - name: default
    applications:
      - { client_id: a, client_secret: 12345678x, redirect_uris: [https://a.example/] }
      - { client_id: a, client_secret: 12345678x, redirect_uris: [https://a.example/] }
    users:
      - { username: alice@example.com, sub: x }
      - { username: bob, email: Alice@Example.com, sub: x }
  - name: default
`;
    const loaded = readConfiguration(text, { environment, fileFolder: folder, dataFolder: folder });
    expect(loaded.kind === 'refused' && loaded.problems.map(({ path, line }) => [path, line])).toEqual([
      ['user_pools[0].applications[1].client_id', 5],
      ['user_pools[0].users[1].email', 8],
      ['user_pools[0].users[1].sub', 8],
      ['user_pools[1].name', 9],
    ]);
  });
});

describe('a configuration file that is no text to be read', () => {
  const problemOf = (text: string) => {
    const loaded = readConfiguration(text, { environment, fileFolder: folder, dataFolder: folder });
    return loaded.kind === 'refused' ? loaded.problems[0]?.message : undefined;
  };
  const level = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of).join(',')}]`;
  const bomb = [
    'log: &a [x]',
    ...'bcdefgh'.split('').map((name, index) => level(name, `*${'abcdefg'[index]}`)),
  ];

  it.each([
    ['too large', `log: ${'x'.repeat(1024 * 1024)}`, 'larger than 1 MB'],
    ['nested in brackets', '['.repeat(500_000), 'nests deeper than 64 levels'],
    ['nested in dashes', '- '.repeat(300_000), 'nests deeper than 64 levels'],
    ['a bomb of aliases', bomb.join('\n'), 'aliases multiply too far'],
  ])('is refused when it is %s', (_, text, message) => {
    expect(problemOf(text)).toContain(message);
  });

  it('is refused when it is not there', () => {
    const loaded = loadConfiguration({ file: join(folder, 'none.yaml'), environment, dataFolder: folder });
    expect(loaded).toMatchObject({
      kind: 'refused',
      problems: [{ message: 'the configuration file cannot be read' }],
    });
  });
});

describe('the configuration without a file', () => {
  it('has a public demo application and a demo user', () => {
    const configuration = defaultConfiguration({
      dataFolder: '/data',
      demoPassword: 'p',
      listen: { port: 4100 },
    });
    expect(configuration).toMatchObject({
      origin: 'http://localhost:4100',
      listen: { host: '127.0.0.1', port: 4100 },
      storage: { path: '/data/symbolon.db' },
    });
    expect(configuration.userPools).toEqual([
      {
        name: 'default',
        settings: {},
        registration: { mode: 'off', initialAccessTokens: [], mostPerHour: 100 },
        resources: [],
        accessKeys: [],
        applications: [
          {
            metadata: {
              client_id: 'demo',
              client_name: 'Demo application',
              token_endpoint_auth_method: 'none',
              grant_types: ['authorization_code', 'refresh_token'],
              redirect_uris: ['http://localhost:4100/demo/callback'],
              post_logout_redirect_uris: ['http://localhost:4100/'],
              skip_consent: true,
            },
            secret: undefined,
          },
        ],
        users: [
          {
            sub: undefined,
            identifiers: [
              { kind: 'username', value: 'demo' },
              { kind: 'email', value: 'demo@symbolon.local' },
            ],
            password: { kind: 'plain', text: 'p' },
            claims: {
              username: 'demo',
              preferred_username: 'demo',
              email: 'demo@symbolon.local',
              email_verified: true,
              name: 'Demo User',
            },
            customData: {},
          },
        ],
      },
    ]);
  });
});

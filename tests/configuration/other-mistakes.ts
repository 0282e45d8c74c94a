/** What can be wrong outside applications, and how it is told. */
import { canary, type Mistake } from './mistake.ts';

type Details = Partial<Pick<Mistake, 'without' | 'line' | 'suggestion' | 'alone'>>;

const wrongIn =
  (where: Mistake['where']) =>
  (name: string, line: string, path: string, message: string, details: Details = {}): Mistake => ({
    name,
    where,
    lines: line.split('\n'),
    path,
    message,
    ...details,
  });

const file = wrongIn('file');
const server = wrongIn('server');
const pool = wrongIn('pool');
const user = wrongIn('user');
const alone = { alone: true } as const;

export const otherMistakes: readonly Mistake[] = [
  file('a section mistyped', `serve: ${canary}`, 'serve', 'is not known here', { suggestion: 'server' }),
  file('mail without a server', 'email: { from: a@acme.example }', 'email.smtp', 'is required', alone),
  file(
    'a sender that is two',
    `email: { from: "a@acme.example, ${canary}@x.test", smtp: { host: mail } }`,
    'email.from',
    'must be an address, such as',
    alone,
  ),
  file(
    'a mail password without encryption',
    `email: { from: a@acme.example, smtp: { host: mail.example, secure: false, username: a, password: ${canary} } }`,
    'email.smtp.secure',
    'must be true or starttls',
    alone,
  ),
  file(
    'a mail password for nobody',
    `email: { from: a@acme.example, smtp: { host: mail.example, password: ${canary} } }`,
    'email.smtp.password',
    'needs a username',
    alone,
  ),
  file(
    'another word for encryption',
    'email: { from: a@acme.example, smtp: { host: mail.example, secure: tls } }',
    'email.smtp.secure',
    'must be one of true, false, starttls',
    alone,
  ),
  file(
    'a webhook without TLS',
    `sms: { webhook: { url: "http://sms.example/", secret: ${canary} } }`,
    'sms.webhook.url',
    'must use https',
    alone,
  ),
  file(
    'a short secret of a webhook',
    'sms: { webhook: { url: "https://sms.example/", secret: CANARY } }',
    'sms.webhook.secret',
    'must have at least 32 characters',
    alone,
  ),
  file('PostgreSQL without an address', 'storage: { engine: postgres }', 'storage.url', 'is required', alone),
  file(
    'the address of PostgreSQL for SQLite',
    `storage: { url: "postgres://x:${canary}@db/x" }`,
    'storage.url',
    'belongs to the engine postgres',
    alone,
  ),
  file(
    'the address of another database',
    `storage: { engine: postgres, url: "mysql://x:${canary}@db/x" }`,
    'storage.url',
    'must be an address such as postgres://',
    alone,
  ),
  file(
    'the address of PostgreSQL not set',
    'storage: { engine: postgres, url: env:NOT_SET }',
    'storage.url',
    'NOT_SET is not set',
    alone,
  ),
  file(
    'a file for PostgreSQL',
    `storage: { engine: postgres, url: "postgres://x:${canary}@db/x", path: here.db }`,
    'storage.path',
    'belongs to the engine sqlite',
    alone,
  ),
  file(
    'too few connections',
    `storage: { engine: postgres, url: "postgres://x:${canary}@db/x", connections: 1 }`,
    'storage.connections',
    'must be at least 2',
    alone,
  ),
  file('an engine mistyped', 'storage: { engine: sqlit }', 'storage.engine', 'must be one of sqlite', {
    suggestion: 'sqlite',
    ...alone,
  }),
  file('a log level mistyped', 'log: { level: inof }', 'log.level', 'must be one of trace', {
    suggestion: 'info',
  }),
  file('a master key in the file', `master_key: ${canary}`, 'master_key', 'must be a reference', alone),
  file('a master key too short', 'master_key: env:SHORT_KEY', 'master_key', 'must be 32 bytes'),
  file('a master key not set', 'master_key: env:NOT_SET', 'master_key', 'NOT_SET is not set', alone),
  file('a key twice', 'log: {}\nlog: {}', '', 'stands twice', { line: 1, ...alone }),
  file('a tab', 'log:\n\tlevel: info', '', 'indent with spaces', { line: 1, ...alone }),
  file(
    'a tag',
    `log: !!js/function "${canary}"`,
    '',
    'tags (words that begin with !) are not allowed',
    alone,
  ),
  file('two documents', 'log: {}\n---\nlog: {}', '', 'one file holds one document', { line: 1, ...alone }),
  file('a bracket left open', `log: [${canary}`, '', 'the indentation does not fit', {
    line: 1,
    alone: true,
  }),
  file('a quote left open', `log: "${canary}`, '', 'a closing quote, bracket or colon is missing', {
    line: 1,
    alone: true,
  }),
  file('an alias of nothing', `log: *${canary}`, '', 'names nothing before it', alone),
  file('a list for the file', `- ${canary}`, '', 'must be a mapping of names to values', alone),
  file('a word for the file', canary, '', 'must be a mapping of names to values', alone),
  file('pools as a mapping', `user_pools: { default: ${canary} }`, 'user_pools', 'must be a list', alone),
  server('an origin with a path', 'origin: https://a.example/oidc', 'origin', 'scheme, host and port alone'),
  server('an origin that is none', `origin: ${canary}`, 'origin', 'scheme, host and port alone', alone),
  server('an origin without TLS', 'origin: http://login.example.com', 'origin', 'must use https', alone),
  server('a port out of range', 'listen: { port: 70000 }', 'listen.port', 'must be at most 65535'),
  server('a port in quotes', 'listen: { port: "3000" }', 'listen.port', 'must be a number', alone),
  server(
    'a host that is none',
    'listen: { host: "a b" }',
    'listen.host',
    'must be a host name or an IP address',
    alone,
  ),
  server(
    'a proxy that is no address',
    'trusted_proxies: [10.0.0.0/33]',
    'trusted_proxies[0]',
    'must be an IP address or a network',
  ),
  server('the port in the wrong place', 'port: 3000', 'port', 'known here: origin, listen'),
  pool('sign-up as a word', 'sign_up: open', 'sign_up', 'must be true or false'),
  pool(
    'a member of sign-up mistyped',
    `sign_up: { verfication: ${canary} }`,
    'sign_up.verfication',
    'is not known here',
    { suggestion: 'verification' },
  ),
  pool(
    'sign-up by nothing but a name',
    'sign_up: { fields: [name] }',
    'sign_up.fields',
    'must have username, email or phone',
  ),
  pool(
    'sign-up that has nothing to verify',
    'sign_up: { fields: [username] }',
    'sign_up.fields',
    'must have email or phone where verification is required',
  ),
  pool(
    'an unknown method',
    'sign_in: { methods: [pasword] }',
    'sign_in.methods[0]',
    'must be one of password, email_code, phone_code, passkey',
    { suggestion: 'password' },
  ),
  pool(
    'a method twice',
    'sign_in: { methods: [password, password] }',
    'sign_in.methods',
    'must not repeat an entry',
  ),
  pool(
    'an agreement that leads nowhere',
    'agreements: [{ id: terms, title: Terms, url: "javascript:alert(1)" }]',
    'agreements[0].url',
    'must be an absolute https URL',
  ),
  pool(
    'an accent that cannot be read',
    'branding: { light: { accent: "#aaaaaa" } }',
    'branding.light.accent',
    'the nearest shade that passes is #',
  ),
  pool(
    'CSS that loads something',
    'branding: { css: ".symbolon-card { background: url(//x) }" }',
    'branding.css',
    'line 1: url() is not allowed',
  ),
  pool(
    'a logo from elsewhere',
    'branding: { logo: "https://x.test/logo.png" }',
    'branding.logo',
    'must be a PNG',
  ),
  pool('a pool without name', 'applications: []', 'name', 'is required', {
    without: ['name'],
    line: 'entry',
  }),
  pool('a pool named in capitals', 'name: Customers', 'name', 'must be 1 to 40 of a-z', { line: 'entry' }),
  pool(
    'a resource without a URI',
    'resources: [{ identifier: book, audience: book, actions: [read] }]',
    'resources[0].audience',
    'must be an absolute URI without a fragment',
  ),
  pool(
    'an access key of no application',
    `access_keys: [{ access_key: AK, secret_key: ${canary}, application: none, allow: ["*"] }]`,
    'access_keys[0].application',
    'is no application of this pool',
  ),
  pool('a user as a word', `users: [${canary}]`, 'users[0]', 'must be a mapping of names to values'),
  user('a user without identifier', 'name: Alice', '', 'needs a username, an email or a phone', {
    without: ['username'],
    line: 'entry',
  }),
  user(
    'a password that is a number',
    'password: 77777777',
    'password',
    'must be a text: put it between quotes',
  ),
  user('a password under another name', `passwort: ${canary}`, 'passwort', 'is not known here', {
    suggestion: 'password',
  }),
  user('a password not set', 'password: env:NOT_SET', 'password', 'NOT_SET is not set'),
  user(
    'a password beside its hash',
    'password_hash: $2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
    'password_hash',
    'left out where password is given',
  ),
  user(
    'a hash of another kind',
    `password_hash: md5${canary}`,
    'password_hash',
    'must be a complete argon2id, bcrypt',
    { without: ['password'] },
  ),
  user('an e-mail that is none', `email: ${canary}`, 'email', 'must be an e-mail address'),
  user('a phone as a number', 'phone: +15550100', 'phone', 'must be a text: put it between quotes'),
  user('a phone without country', 'phone: "030 1234"', 'phone', 'E.164'),
  user('email_verified in quotes', 'email_verified: "true"', 'email_verified', 'must be true or false'),
  user('an address in one line', `address: ${canary}`, 'address', 'must be a mapping of names to values'),
  user(
    'a member of address mistyped',
    'address: { postalcode: x }',
    'address.postalcode',
    'is not known here',
    { suggestion: 'postal_code' },
  ),
  user('a birthday in another order', 'birthdate: 31.12.1999', 'birthdate', 'must be YYYY-MM-DD or YYYY'),
  user(
    'a picture that is a script',
    'picture: "javascript:alert(1)"',
    'picture',
    'must be an http or https URL',
  ),
  user('updated_at as a date', 'updated_at: 2024-01-01', 'updated_at', 'must be a number'),
  user(
    'custom data under the name of a claim',
    'custom_data: { iss: x }',
    'custom_data.iss',
    'a claim with a meaning of its own',
  ),
  user('a sub with spaces', 'sub: "a b"', 'sub', 'printable ASCII'),
];

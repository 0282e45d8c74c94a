/** Faults of registration, and of what clients are told when a session ends. */
import type { Mutant } from './mutant.ts';

const registration = 'registration.test.ts';
const limits = 'registration-limits.test.ts';
const logout = 'logout.test.ts';
const channels = '../protocol/logout-channels.test.ts';

const protocol = 'packages/protocol/src';
const server = 'packages/server/src';
const storage = 'packages/storage/src';

export const registrationMutants: readonly Mutant[] = [
  {
    row: 'RX-05',
    test: 'floods.test.ts',
    file: `${protocol}/endpoints/pushed-authorization.ts`,
    find: 'limitPublicClient(client, request, context);',
    replace: '',
  },
  {
    row: 'DR-01',
    test: registration,
    file: `${server}/registration/client-registry.ts`,
    find: "if (policy.mode === 'token' && known === undefined)",
    replace: "if (policy.mode === 'token' && token === undefined)",
  },
  {
    row: 'DR-01',
    test: limits,
    file: `${protocol}/endpoints/registration.ts`,
    find: 'if (token !== undefined) credentialThrottle.failed(throttleName, remoteAddress);',
    replace: '',
  },
  {
    row: 'DR-02',
    test: registration,
    file: `${server}/config/redirect-uri.ts`,
    find: "if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';\n  if (url.protocol",
    replace: 'if (url.protocol',
  },
  {
    row: 'DR-02',
    test: registration,
    file: `${server}/config/redirect-uri.ts`,
    find: "if (uri.includes('*'))",
    replace: 'if (false)',
  },
  {
    row: 'DR-04',
    test: registration,
    file: `${server}/registration/rules.ts`,
    find: '[...name].length > longestName',
    replace: 'false',
  },
  {
    row: 'DR-05',
    test: registration,
    file: `${server}/egress/egress.ts`,
    find: '!addresses.every(({ address }) => isPublicAddress(address))',
    replace: 'false',
  },
  {
    row: 'DR-07',
    test: registration,
    file: `${server}/registration/rules.ts`,
    find: " || grants.includes('password')",
    replace: '',
  },
  {
    row: 'DR-08',
    test: registration,
    file: `${server}/registration/client-registry.ts`,
    find: 'found.accessTokenHash === hashBearerValue(accessToken) &&',
    replace: 'accessToken.length > 40 &&',
  },
  {
    row: 'DR-08',
    test: registration,
    file: `${server}/registration/client-registry.ts`,
    find: "found.document['enabled'] !== false",
    replace: 'true',
  },
  {
    row: 'DR-08',
    test: registration,
    file: `${storage}/sql/registrations.ts`,
    find: 'UPDATE registrations SET access_token_hash = NULL',
    replace: 'UPDATE registrations SET access_token_hash = access_token_hash',
  },
  {
    row: 'DR-10',
    test: limits,
    file: `${server}/registration/client-registry.ts`,
    find: 'known ?? subscriberAddress(remoteAddress)',
    replace: 'known ?? remoteAddress',
  },
  {
    row: 'DR-10',
    test: limits,
    file: `${server}/registration/client-registry.ts`,
    find: 'known ?? subscriberAddress(remoteAddress)',
    replace: 'subscriberAddress(remoteAddress)',
  },
  {
    row: 'DR-10',
    test: limits,
    file: `${storage}/sql/registrations.ts`,
    find: 'AND NOT EXISTS (SELECT 1 FROM consents c WHERE c.pool = registrations.pool AND c.client_id = registrations.id)',
    replace: '',
  },
  {
    row: 'LO-05',
    test: logout,
    file: `${protocol}/endpoints/end-session.ts`,
    find: "encodeParameters([['state', state]])",
    replace: "'state=' + state",
  },
  {
    row: 'LO-06',
    test: channels,
    file: `${server}/egress/egress.ts`,
    find: "url?.protocol === 'https:' || (dangerouslyAllowPrivateNetworks && url?.protocol === 'http:');",
    replace:
      "url?.protocol === 'https:' || url?.protocol === 'http:';\n    dangerouslyAllowPrivateNetworks = true;",
  },
  {
    row: 'LO-08',
    test: channels,
    file: `${protocol}/logout/back-channel.ts`,
    find: "signer.sign('logout+jwt', {",
    replace: "signer.sign('JWT', {",
  },
  {
    row: 'LO-08',
    test: channels,
    file: `${protocol}/logout/back-channel.ts`,
    find: '    aud: clientId,',
    replace: "    aud: clientId,\n    nonce: 'n',",
  },
  {
    row: 'LO-10',
    test: logout,
    file: `${storage}/sql/sessions.ts`,
    find: '{ sql: ending.remove, values: which },',
    replace: '',
  },
];

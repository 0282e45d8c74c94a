/** better-auth with its OAuth provider as a process: what it stores is in maps, and its end-user is always willing. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { oauthProvider } from '@better-auth/oauth-provider';
import { betterAuth } from 'better-auth';
import { toNodeHandler } from 'better-auth/node';
import { jwt } from 'better-auth/plugins';
import { createStore } from './better-auth-store.mjs';

const { origin, path, port, keys, resources, webClients, machineClients, users, clientSecret, redirectUri } =
  JSON.parse(readFileSync(process.argv[2], 'utf8'));
const issuer = `${origin}${path}`;
const at = new Date();
const dates = { createdAt: at, updatedAt: at };
/** A machine must be allowed one scope at least. */
const machineScope = 'bench';

const clientOf = (clientId, members) => ({
  id: clientId,
  clientId,
  clientSecret: createHash('sha256').update(clientSecret).digest('base64url'),
  disabled: false,
  tokenEndpointAuthMethod: 'client_secret_basic',
  ...dates,
  ...members,
});

const rows = {
  user: users.map(({ sub, name, email }) => ({ id: sub, name, email, emailVerified: true, ...dates })),
  account: users.map(({ sub }) => ({
    id: `account-of-${sub}`,
    accountId: sub,
    userId: sub,
    providerId: 'credential',
    password: 'unused',
    ...dates,
  })),
  jwks: keys.map(({ kid, alg, publicKey, privateKey }) => ({
    id: kid,
    alg,
    publicKey: JSON.stringify(publicKey),
    privateKey: JSON.stringify(privateKey),
    createdAt: at,
  })),
  oauthClient: [
    ...webClients.map(({ clientId }) =>
      clientOf(clientId, {
        redirectUris: [redirectUri],
        grantTypes: ['authorization_code', 'refresh_token'],
        responseTypes: ['code'],
        scopes: ['openid', 'profile', 'email', 'offline_access'],
        requirePKCE: true,
      }),
    ),
    ...machineClients.map(({ clientId }) =>
      clientOf(clientId, {
        redirectUris: [],
        grantTypes: ['client_credentials'],
        responseTypes: [],
        clientCredentialsScopes: [machineScope],
      }),
    ),
  ],
};

const clientIds = [...webClients, ...machineClients].map(({ clientId }) => clientId);
const auth = betterAuth({
  baseURL: origin,
  basePath: path,
  secret: randomBytes(32).toString('hex'),
  database: createStore(rows),
  logger: { level: 'warn' },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  verification: { disableCleanup: true },
  // What a sign-in costs is measured in no flow of this server.
  emailAndPassword: { enabled: true, password: { hash: async () => 'unused', verify: async () => true } },
  plugins: [
    jwt({
      disableSettingJwtHeader: true,
      jwks: {
        keyPairConfig: { alg: 'RS256', modulusLength: 2048 },
        keyPairConfigs: [{ alg: 'ES256' }],
        disablePrivateKeyEncryption: true,
      },
    }),
    oauthProvider({
      loginPage: '/sign-in',
      consentPage: '/consent',
      scopes: ['openid', 'profile', 'email', 'offline_access', machineScope],
      resources,
      enforcePerClientResources: false,
      cachedTrustedClients: new Set(clientIds),
      cachedResources: new Set(resources.map(({ identifier }) => identifier)),
    }),
  ],
});

const post = (name, headers, body) =>
  auth.handler(
    new Request(`${issuer}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie: headers.cookie ?? '' },
      body: JSON.stringify(body),
    }),
  );

const ofTheRequest = [
  ...['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'nonce', 'prompt'],
  ...['code_challenge', 'code_challenge_method', 'login_hint'],
];

/** Whoever asks with a name (`login_hint`) is signed in by it, and comes back to what was asked. */
async function signIn({ searchParams }, { headers }) {
  const email = `${searchParams.get('login_hint')}@example.com`;
  const answer = await post('sign-in/email', headers, { email, password: 'unused-here' });
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  const asked = new URLSearchParams([...searchParams].filter(([name]) => ofTheRequest.includes(name)));
  return { 'set-cookie': answer.headers.getSetCookie(), location: `${issuer}/oauth2/authorize?${asked}` };
}

/** Everybody agrees to everything. */
async function consent({ search }, { headers }) {
  const answer = await post('oauth2/consent', headers, { accept: true, oauth_query: search.slice(1) });
  const { url } = await answer.json();
  return { location: url };
}

const pages = { '/sign-in': signIn, '/consent': consent };
const answer = toNodeHandler(auth);
const server = createServer((request, response) => {
  const page = pages[request.url.split('?', 1)[0]];
  // The pages of a sign-in are opened by a browser made of fetch, which would be answered as a script is.
  delete request.headers['sec-fetch-mode'];
  if (page === undefined) return answer(request, response);
  return page(new URL(request.url, origin), request).then(
    headers => response.writeHead(302, headers).end(),
    error => response.writeHead(500).end(String(error)),
  );
});
server.listen(port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));

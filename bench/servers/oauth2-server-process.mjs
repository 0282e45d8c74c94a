/** @node-oauth/oauth2-server on node:http as a process: its model is in maps, and its end-user is always willing. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import OAuth2Server from '@node-oauth/oauth2-server';

const { issuer, port, webClients, machineClients, clientSecret, redirectUri } = JSON.parse(
  readFileSync(process.argv[2], 'utf8'),
);
const clients = new Map([
  ...webClients.map(({ clientId }) => [
    clientId,
    { id: clientId, redirectUris: [redirectUri], grants: ['authorization_code', 'refresh_token'] },
  ]),
  ...machineClients.map(({ clientId }) => [clientId, { id: clientId, grants: ['client_credentials'] }]),
]);
const codes = new Map();
const accessTokens = new Map();
const refreshTokens = new Map();

const model = {
  // The secret is null where the client does not have to prove itself: at the authorization endpoint.
  getClient: async (id, secret) => (secret === null || secret === clientSecret ? clients.get(id) : undefined),
  getUserFromClient: async ({ id }) => ({ id }),
  validateScope: async (_user, _client, scope) => scope ?? [],
  async saveAuthorizationCode(code, client, user) {
    const saved = { ...code, client, user };
    codes.set(code.authorizationCode, saved);
    return saved;
  },
  getAuthorizationCode: async code => codes.get(code),
  revokeAuthorizationCode: async ({ authorizationCode }) => codes.delete(authorizationCode),
  async saveToken(issued, client, user) {
    const saved = { ...issued, client, user };
    accessTokens.set(issued.accessToken, saved);
    if (issued.refreshToken !== undefined) refreshTokens.set(issued.refreshToken, saved);
    return saved;
  },
  getAccessToken: async accessToken => accessTokens.get(accessToken),
  getRefreshToken: async refreshToken => refreshTokens.get(refreshToken),
  revokeToken: async ({ refreshToken }) => refreshTokens.delete(refreshToken),
};

const server = new OAuth2Server({ model, accessTokenLifetime: 3600, refreshTokenLifetime: 14 * 24 * 3600 });
const whoeverIsNamed = { handle: async ({ query }) => ({ id: query.login_hint }) };

const metadata = JSON.stringify({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
});

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

async function answer({ method, headers, url }, text) {
  const { pathname, searchParams } = new URL(url, issuer);
  if (pathname === '/.well-known/openid-configuration') return { status: 200, headers: {}, body: metadata };
  const asked = new OAuth2Server.Request({
    ...{ method, headers },
    query: Object.fromEntries(searchParams),
    body: Object.fromEntries(new URLSearchParams(text)),
  });
  const response = new OAuth2Server.Response();
  const work =
    pathname === '/token'
      ? server.token(asked, response)
      : server.authorize(asked, response, { authenticateHandler: whoeverIsNamed });
  // What was refused is in the response.
  await work.catch(() => undefined);
  return { status: response.status, headers: response.headers, body: JSON.stringify(response.body) };
}

createServer((request, response) => {
  bodyOf(request)
    .then(text => answer(request, text))
    .then(({ status, headers, body }) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body),
    )
    .catch(error => response.writeHead(500).end(String(error)));
}).listen(port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));

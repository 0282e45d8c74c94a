/** oidc-provider as a process: what it stores is in a map without a limit, and its end-user is always willing. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { issuer, port, accessTokens, keys, clients } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

/** One store for all models: what they are, and what belongs to one grant. */
const stored = new Map();
const idsByUid = new Map();
const keysByGrant = new Map();

class MapAdapter {
  #model;

  constructor(model) {
    this.#model = model;
  }

  #key(id) {
    return `${this.#model}:${id}`;
  }

  async upsert(id, payload, expiresIn) {
    const key = this.#key(id);
    const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
    stored.set(key, { payload, expiresAt });
    if (payload.uid !== undefined) idsByUid.set(payload.uid, id);
    if (payload.grantId === undefined) return;
    const members = keysByGrant.get(payload.grantId);
    if (members) members.add(key);
    else keysByGrant.set(payload.grantId, new Set([key]));
  }

  async find(id) {
    const found = stored.get(this.#key(id));
    return found !== undefined && found.expiresAt > Date.now() ? found.payload : undefined;
  }

  async findByUid(uid) {
    return this.find(idsByUid.get(uid));
  }

  async findByUserCode() {
    return undefined;
  }

  async consume(id) {
    const found = stored.get(this.#key(id));
    if (found) found.payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id) {
    const key = this.#key(id);
    const found = stored.get(key);
    stored.delete(key);
    if (found?.payload.grantId !== undefined) keysByGrant.get(found.payload.grantId)?.delete(key);
  }

  async revokeByGrantId(grantId) {
    for (const key of keysByGrant.get(grantId) ?? []) stored.delete(key);
    keysByGrant.delete(grantId);
  }
}

const hour = 3600;
const provider = new Provider(issuer, {
  adapter: MapAdapter,
  clients,
  jwks: { keys },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
  ttl: {
    AccessToken: hour,
    AuthorizationCode: 600,
    ClientCredentials: hour,
    Grant: 24 * hour,
    IdToken: hour,
    Interaction: hour,
    RefreshToken: 14 * 24 * hour,
    Session: 24 * hour,
  },
  rotateRefreshToken: true,
  pkce: { required: () => true },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_, { clientId }) => accessTokens[clientId]?.audience,
      getResourceServerInfo: (_context, _resource, { clientId }) => ({
        scope: '',
        audience: accessTokens[clientId].audience,
        accessTokenTTL: hour,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: accessTokens[clientId].alg } },
      }),
    },
  },
  findAccount: (_, sub) => ({
    accountId: sub,
    claims: () => ({ sub, name: 'Bench Example', email: `${sub}@example.com` }),
  }),
});

/** Whoever asks with a name (`login_hint`) is signed in by it and agrees to everything, once for all. */
async function interact(request, response) {
  const { params, grantId } = await provider.interactionDetails(request, response);
  const accountId = params.login_hint;
  const grant = (grantId && (await provider.Grant.find(grantId))) || newGrant(accountId, params.client_id);
  grant.addOIDCScope(params.scope);
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { login: { accountId }, consent });
}

const newGrant = (accountId, clientId) => new provider.Grant({ accountId, clientId });

const answer = provider.callback();
const server = createServer((request, response) => {
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  return interact(request, response).catch(error => {
    response.statusCode = 500;
    response.end(String(error));
  });
});
server.listen(port, '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));

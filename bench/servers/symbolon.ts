/** Symbolon as shipped: the bundle with all its checks, its audit trail and SQLite at full durability. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSystemRandom } from '@symbolon/foundation';
import { createPasswordHasher } from '@symbolon/login';
import {
  callers,
  clientSecret,
  machineClients,
  password,
  redirectUri,
  userOf,
  webClients,
} from '../clients.ts';
import type { ServerKind } from './server.ts';

const bundle = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));

/** Members of the configuration file beside those of every run. */
export const symbolonWith = (members: object): ServerKind => ({
  name: 'symbolon',
  async prepare(folder, port, node) {
    if (!existsSync(bundle)) throw new Error('There is no bundle to start: run npm run build first.');
    const config = join(folder, 'symbolon.config.json');
    const origin = `http://127.0.0.1:${port}`;
    const file = {
      server: { origin, listen: { host: '127.0.0.1', port } },
      log: { level: 'warn' },
      ...members,
      user_pools: [{ name: 'default', applications: applications(), users: await users() }],
    };
    writeFileSync(config, JSON.stringify(file));
    return {
      command: [node, bundle, 'start', '--config', config, '--data', join(folder, 'data')],
      issuer: `${origin}/oidc`,
    };
  },
});

export const symbolon = symbolonWith({});

const applications = () => [
  ...webClients.map(({ clientId, idTokenAlg, skipConsent = false }) => ({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    id_token_signed_response_alg: idTokenAlg,
    access_token_format: 'opaque',
    skip_consent: skipConsent,
  })),
  ...machineClients.map(({ clientId, accessTokenFormat, accessTokenAlg, audience }) => ({
    client_id: clientId,
    client_secret: clientSecret,
    grant_types: ['client_credentials'],
    response_types: [],
    audience,
    access_token_format: accessTokenFormat,
    access_token_signed_response_alg: accessTokenAlg,
  })),
];

/** One for all end-users: what is measured is not how they were made. */
export async function hashOfPassword(): Promise<string> {
  const hashed = await createPasswordHasher({ random: createSystemRandom() }).hash(password);
  if (hashed.kind !== 'hashed') throw new Error(`no hash: ${hashed.kind}`);
  return hashed.hash;
}

async function users() {
  const hash = await hashOfPassword();
  return Array.from({ length: callers }, (_, caller) => ({ ...userOf(caller), password_hash: hash }));
}

/** oidc-provider with everything in memory, with keys of the same sizes and the same clients. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientSecret, machineClients, redirectUri, webClients } from '../clients.ts';
import { generateKeys } from './keys.ts';
import { type PeerKind, requireInstalled } from './peer.ts';

const program = fileURLToPath(new URL('oidc-provider-process.mjs', import.meta.url));

export const oidcProvider: PeerKind = {
  name: 'oidc-provider',
  packages: ['oidc-provider'],
  prepare(folder, port, node) {
    requireInstalled(oidcProvider);
    const settings = join(folder, 'oidc-provider.json');
    const issuer = `http://127.0.0.1:${port}`;
    writeFileSync(settings, JSON.stringify({ issuer, port, accessTokens, keys: keys(), clients: clients() }));
    return { command: [node, program, settings], issuer };
  },
};

/** By client: those whose access tokens are JWTs. */
const accessTokens = Object.fromEntries(
  machineClients
    .filter(({ accessTokenFormat }) => accessTokenFormat === 'jwt')
    .map(({ clientId, accessTokenAlg, audience }) => [clientId, { alg: accessTokenAlg, audience }]),
);

const keys = () =>
  generateKeys().map(({ kid, alg, privateKey }) => ({ ...privateKey, kid, alg, use: 'sig' }));

const clients = () => [
  ...webClients.map(({ clientId, idTokenAlg }) => ({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    id_token_signed_response_alg: idTokenAlg,
  })),
  ...machineClients.map(({ clientId }) => ({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [],
    grant_types: ['client_credentials'],
    response_types: [],
  })),
];

/** oidc-provider with everything in memory, with keys of the same sizes and the same clients. */
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { audience, clientSecret, machineClients, redirectUri, webClients } from '../clients.ts';
import type { ServerKind } from './server.ts';

const program = fileURLToPath(new URL('oidc-provider-process.mjs', import.meta.url));
const installation = fileURLToPath(new URL('../node_modules/oidc-provider', import.meta.url));

export const oidcProvider: ServerKind = {
  name: 'oidc-provider',
  title: 'oidc-provider',
  prepare(folder, port, node) {
    if (!existsSync(installation))
      throw new Error('oidc-provider is not installed: run npm ci in bench/ first.');
    const settings = join(folder, 'oidc-provider.json');
    const issuer = `http://127.0.0.1:${port}`;
    writeFileSync(
      settings,
      JSON.stringify({ issuer, port, audience, accessTokenAlgs, keys: keys(), clients: clients() }),
    );
    return { command: [node, program, settings], issuer };
  },
};

/** By client: those whose access tokens are JWTs. */
const accessTokenAlgs = Object.fromEntries(
  machineClients
    .filter(({ accessTokenFormat }) => accessTokenFormat === 'jwt')
    .map(({ clientId, accessTokenAlg }) => [clientId, accessTokenAlg]),
);

const keys = () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  return [
    { ...rsa, kid: 'rsa', alg: 'RS256', use: 'sig' },
    { ...ec, kid: 'ec', alg: 'ES256', use: 'sig' },
  ];
};

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

/** better-auth with its OAuth provider, everything in memory, with keys of the same sizes and the same clients. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callers, clientSecret, machineClients, redirectUri, userOf, webClients } from '../clients.ts';
import { generateKeys } from './keys.ts';
import { type PeerKind, requireInstalled } from './peer.ts';

const program = fileURLToPath(new URL('better-auth-process.mjs', import.meta.url));
const path = '/api/auth';

export const betterAuth: PeerKind = {
  name: 'better-auth',
  packages: ['better-auth', '@better-auth/oauth-provider'],
  prepare(folder, port, node) {
    requireInstalled(betterAuth);
    const settings = join(folder, 'better-auth.json');
    const origin = `http://127.0.0.1:${port}`;
    const users = Array.from({ length: callers }, (_, caller) => userOf(caller));
    writeFileSync(
      settings,
      JSON.stringify({
        ...{ origin, path, port, resources, users, webClients, machineClients, clientSecret, redirectUri },
        keys: generateKeys(),
      }),
    );
    return { command: [node, program, settings], issuer: `${origin}${path}` };
  },
};

/** The algorithm of an access token follows from whom it is for. */
const resources = machineClients
  .filter(({ accessTokenFormat }) => accessTokenFormat === 'jwt')
  .map(({ audience, accessTokenAlg }) => ({ identifier: audience, signingAlgorithm: accessTokenAlg }));

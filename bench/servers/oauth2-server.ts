/** @node-oauth/oauth2-server on plain node:http, its model in memory, with the same clients. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientSecret, machineClients, redirectUri, webClients } from '../clients.ts';
import { type PeerKind, requireInstalled } from './peer.ts';

const program = fileURLToPath(new URL('oauth2-server-process.mjs', import.meta.url));

export const oauth2Server: PeerKind = {
  name: 'oauth2-server',
  packages: ['@node-oauth/oauth2-server'],
  prepare(folder, port, node) {
    requireInstalled(oauth2Server);
    const settings = join(folder, 'oauth2-server.json');
    const issuer = `http://127.0.0.1:${port}`;
    writeFileSync(
      settings,
      JSON.stringify({ issuer, port, webClients, machineClients, clientSecret, redirectUri }),
    );
    return { command: [node, program, settings], issuer };
  },
};

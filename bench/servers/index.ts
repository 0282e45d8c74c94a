/** THE TABLE of peers, in the order of their columns. */
import { betterAuth } from './better-auth.ts';
import { oauth2Server } from './oauth2-server.ts';
import { oidcProvider } from './oidc-provider.ts';
import type { PeerKind } from './peer.ts';

export const peers: readonly PeerKind[] = [oidcProvider, betterAuth, oauth2Server];

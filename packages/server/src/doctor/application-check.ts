/** An application held against what is recommended today — RFC 9700, OAuth 2.1. */

import type { ApplicationMetadata } from '../config/application.ts';
import { toClient } from '../config/client.ts';
import { isLoopbackOrigin } from '../config/redirect-uri.ts';
import { better, type Finding, good } from './finding.ts';

interface Advice {
  readonly applies: (metadata: ApplicationMetadata) => boolean;
  readonly says: string;
}

const grants = (metadata: ApplicationMetadata, name: string) =>
  metadata.grant_types?.some(grant => grant === name) ?? false;

const answersWithTokens = ({ response_types: types = [] }: ApplicationMetadata) =>
  types.some(type => type.split(' ').includes('token'));

const comesBackUnprotected = ({ redirect_uris: uris = [] }: ApplicationMetadata) =>
  uris.some(uri => uri.startsWith('http:') && !isLoopbackOrigin(new URL(uri)));

/** THE TABLE of what is advised against. */
const advice: readonly Advice[] = [
  {
    applies: answersWithTokens,
    says: 'sends access tokens through the browser’s address: use the code with PKCE (RFC 9700 §2.1.2)',
  },
  {
    applies: metadata => grants(metadata, 'password'),
    says: 'takes passwords of end-users itself: use the hosted login (RFC 9700 §2.4)',
  },
  {
    applies: metadata => grants(metadata, 'authorization_code') && !toClient(metadata, undefined).requirePkce,
    says: 'may do without PKCE: set require_pkce once it sends a code_challenge (RFC 9700 §2.1.1)',
  },
  {
    applies: comesBackUnprotected,
    says: 'is led back over http: use https (RFC 9700 §2.6)',
  },
  {
    applies: metadata => metadata.refresh_token_rotation === false && grants(metadata, 'refresh_token'),
    says: 'keeps one refresh token for good: let it rotate, or bind it (RFC 9700 §2.2.2)',
  },
  {
    applies: metadata =>
      Object.entries(metadata).some(([name, value]) => name.startsWith('dangerously_') && value === true),
    says: 'has a switch on that is spelt dangerously: look whether it is needed still',
  },
];

export function checkApplication(metadata: ApplicationMetadata): readonly Finding[] {
  const about = `application ${metadata.client_id}`;
  const found = advice.filter(({ applies }) => applies(metadata)).map(({ says }) => better(about, says));
  return found.length === 0 ? [good(about, 'follows RFC 9700')] : found;
}

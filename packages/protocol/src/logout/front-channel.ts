/** Where clients are told in the end-user's browser — OpenID Connect Front-Channel Logout 1.0 §2. */
import { encodeParameters } from '@symbolon/foundation';
import type { IssuerContext } from '../issuer-context.ts';

/** The addresses to load in frames: one for each of the clients that wants to be told in this way. */
export async function frontChannelFrames(
  clientIds: readonly string[],
  sid: string,
  { issuer, pool, stores }: IssuerContext,
): Promise<readonly string[]> {
  const clients = await Promise.all(clientIds.map(clientId => stores.clients.find(pool, clientId)));
  const parameters = encodeParameters([
    ['iss', issuer],
    ['sid', sid],
  ]);
  return clients.flatMap(client => {
    const uri = client?.frontchannelLogoutUri;
    return uri === undefined ? [] : [`${uri}${uri.includes('?') ? '&' : '?'}${parameters}`];
  });
}

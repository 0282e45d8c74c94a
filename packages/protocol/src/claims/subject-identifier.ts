/** Subject identifiers: the same for all clients, or one for each sector — OIDC Core §8. */
import { createHmac } from 'node:crypto';
import type { Client } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';

/** The `sub` under which the client knows the user. */
export function subjectIdentifier(
  { pairwiseKey }: Pick<IssuerContext, 'pairwiseKey'>,
  { sector }: Pick<Client, 'sector'>,
  userId: string,
): string {
  if (sector === undefined) return userId;
  return createHmac('sha256', pairwiseKey)
    .update(JSON.stringify([sector, userId]))
    .digest('base64url');
}

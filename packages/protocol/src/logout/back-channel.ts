/** Logout tokens — OpenID Connect Back-Channel Logout 1.0 §2.4. */
import { uuid } from '@symbolon/foundation';
import { subjectIdentifier } from '../claims/subject-identifier.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { LogoutDelivery } from '../stores/index.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';

/** Seconds. */
const tokenLifetime = 120;

/** Seconds after the end of a session in which its clients are tried again. */
export const deliveryLifetime = 3600;

/** What is to be sent, and where to. */
export interface LogoutMessage {
  readonly uri: string;
  readonly logoutToken: string;
}

/** The message of a delivery, its token made now; undefined where the client is gone or does not want one. */
export async function logoutMessage(
  { clientId, sub, sid }: LogoutDelivery,
  context: IssuerContext,
): Promise<LogoutMessage | undefined> {
  const client = await context.stores.clients.find(context.pool, clientId);
  if (client?.backchannelLogoutUri === undefined) return undefined;
  const issuedAt = context.clock();
  // Signed as the client's ID tokens are: it verifies both in the same way (§2.6).
  const signer = context.clientSigner(client, client.idTokenSignedResponseAlg);
  const logoutToken = await signer.sign('logout+jwt', {
    iss: context.issuer,
    aud: clientId,
    iat: issuedAt,
    exp: issuedAt + tokenLifetime,
    jti: uuid(context.random),
    sub: subjectIdentifier(context, client, sub),
    sid,
    events: { [event]: {} },
  });
  return { uri: client.backchannelLogoutUri, logoutToken };
}

/** How the application proves who it is — RFC 6749 §2.3.1, RFC 7523 §2.2, OIDC Core §9. */
import { SignJWT } from 'jose';
import type { AuthenticatedEndpoint, Settings } from './options.ts';
import { randomValue } from './pkce.ts';

export interface Proof {
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
}

/** For the client of the settings, or for an access key in its place. */
export interface Identity {
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

export async function proveIdentity(
  settings: Settings,
  endpoint: AuthenticatedEndpoint,
  audience: string,
  accessKey?: Identity,
): Promise<Proof> {
  const { clientId, clientSecret } = accessKey ?? settings;
  const own = settings.authMethods[endpoint];
  // An access key has a secret, whatever the application has.
  const method = accessKey !== undefined && own !== 'client_secret_basic' ? 'client_secret_post' : own;
  switch (method) {
    case 'none':
      return { headers: {}, fields: { client_id: clientId } };
    case 'client_secret_post':
      return { headers: {}, fields: { client_id: clientId, client_secret: clientSecret ?? '' } };
    case 'client_secret_basic':
      return { headers: { authorization: basic(clientId, clientSecret ?? '') }, fields: {} };
    case 'private_key_jwt':
      return { headers: {}, fields: await assertion(settings, audience) };
  }
}

export const basic = (id: string, secret: string): string =>
  `Basic ${btoa(`${formEncode(id)}:${formEncode(secret)}`)}`;

/** Both halves are form-encoded first — RFC 6749 §2.3.1. */
const formEncode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

async function assertion(
  { assertionKey, clientId, now }: Settings,
  audience: string,
): Promise<Record<string, string>> {
  if (assertionKey === undefined) return {};
  const { privateKey, alg, kid } = assertionKey;
  const issuedAt = now();
  const jwt = await new SignJWT({ jti: randomValue() })
    .setProtectedHeader({ alg, ...(kid !== undefined && { kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 60)
    .sign(privateKey);
  return {
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: jwt,
  };
}

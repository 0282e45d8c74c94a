/** A client that registers itself, and looks after its registration — RFC 7591, RFC 7592. */
import { type Answer, answerOf, type Issuing } from './relying-party.ts';
import { redirectUri } from './world.ts';

const bearer = (token: unknown): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${String(token)}` };

/** What the OpenID Foundation's suite registers, more or less. */
export const ordinary = {
  client_name: 'Registered',
  redirect_uris: [redirectUri],
  grant_types: ['authorization_code'],
  response_types: ['code'],
  token_endpoint_auth_method: 'client_secret_basic',
  contacts: ['somebody@rp.test'],
} as const;

export async function register(
  world: Issuing,
  metadata: unknown = {},
  token?: string,
  more: Record<string, string> = {},
): Promise<Answer> {
  const body = typeof metadata === 'string' ? metadata : JSON.stringify({ ...ordinary, ...Object(metadata) });
  const headers = { 'content-type': 'application/json', ...bearer(token), ...more };
  return answerOf(await fetch(`${world.issuer}/reg`, { method: 'POST', headers, body }));
}

/** Reads, replaces or removes what `registration` says, with its own token unless another is given. */
export async function manage(
  registration: Answer,
  method: 'GET' | 'PUT' | 'DELETE',
  metadata?: object,
  token: unknown = registration.json['registration_access_token'],
): Promise<Answer> {
  const url = String(registration.json['registration_client_uri']);
  const body = metadata === undefined ? null : JSON.stringify(metadata);
  const headers = { ...(body !== null && { 'content-type': 'application/json' }), ...bearer(token) };
  return answerOf(await fetch(url, { method, headers, body }));
}

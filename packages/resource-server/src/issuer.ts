/** The issuer as it describes itself, read once and kept — OIDC Discovery §4, RFC 8414 §3. */
import type { JSONWebKeySet } from 'jose';
import { ResourceServerError } from './errors.ts';
import { isJson, type Json, send, successOf } from './http.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { requireSafeUrl, type Settings } from './options.ts';
import { shared } from './outage.ts';

export interface Issuer {
  readonly keys: KeyRing;
  endpoint(name: 'jwks_uri' | 'introspection_endpoint'): Promise<string>;
}

export function createIssuer(settings: Settings): Issuer {
  let members: Json | undefined;
  const metadata = shared(async () => {
    members ??= await discover(settings);
    return members;
  });
  const endpoint: Issuer['endpoint'] = async name => {
    const address = (await metadata())[name];
    if (address !== undefined) return requireSafeUrl(address, name, settings.allowHttp);
    throw new ResourceServerError('configuration', `The issuer has no ${name}.`);
  };
  return {
    endpoint,
    keys: createKeyRing(settings, async () => fetchKeys(settings, await endpoint('jwks_uri'))),
  };
}

async function discover(settings: Settings): Promise<Json> {
  const { issuer, transport } = settings;
  const headers = { accept: 'application/json' };
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  const openid = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const oauth = `${origin}/.well-known/oauth-authorization-server${path}`;
  const answer = await send(transport, openid, { headers });
  const members =
    answer.status === 404
      ? successOf(await send(transport, oauth, { headers }), oauth)
      : successOf(answer, openid);
  if (members['issuer'] === issuer) return members;
  throw new ResourceServerError(
    'configuration',
    `The metadata of ${issuer} speak for another issuer (${String(members['issuer'])}); it must be the same to the letter.`,
  );
}

async function fetchKeys({ transport }: Settings, url: string): Promise<JSONWebKeySet> {
  const { keys } = successOf(await send(transport, url, { headers: { accept: 'application/json' } }), url);
  if (!Array.isArray(keys)) throw new ResourceServerError('unavailable', `${url} holds no keys.`);
  // A key of a kind that nobody here knows must not spoil the others.
  return { keys: keys.filter(key => isJson(key) && typeof key['kty'] === 'string' && key['kty'] !== 'oct') };
}

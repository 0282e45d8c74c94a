/** The provider as it describes itself: metadata and keys, read once and kept — OIDC Discovery §4, RFC 8414 §3. */
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { createProver, type Prover } from './dpop.ts';
import { AuthenticationError } from './errors.ts';
import { isJson, type Json, send, successOf } from './http.ts';
import { requireSafeUrl, type Settings } from './options.ts';

export type EndpointName =
  | 'authorization_endpoint'
  | 'token_endpoint'
  | 'userinfo_endpoint'
  | 'introspection_endpoint'
  | 'revocation_endpoint'
  | 'end_session_endpoint'
  | 'pushed_authorization_request_endpoint';

export interface Metadata {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
  /** The members as the provider gave them. */
  readonly members: Json;
  /** The address of an endpoint; throws where the provider has none. */
  endpoint(name: EndpointName): string;
  hasEndpoint(name: EndpointName): boolean;
  texts(name: string): readonly string[];
}

export interface Provider {
  readonly settings: Settings;
  /** One request, however many ask for it; a failure is not kept. */
  metadata(): Promise<Metadata>;
  /** Proves possession of the client's key; undefined where tokens are not bound to one. */
  prover(): Promise<Prover | undefined>;
}

export function createProvider(settings: Settings): Provider {
  let discovered: Promise<Metadata> | undefined;
  let prover: Promise<Prover | undefined> | undefined;
  return {
    settings,
    metadata() {
      discovered ??= discover(settings).catch(error => {
        discovered = undefined;
        throw error;
      });
      return discovered;
    },
    prover() {
      prover ??= createProver(settings.dpop, settings.now);
      return prover;
    },
  };
}

async function discover(settings: Settings): Promise<Metadata> {
  const url = `${settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await send(settings.transport, url, { headers: { accept: 'application/json' } });
  const members = successOf(answer, url);
  if (members['issuer'] !== settings.issuer)
    throw new AuthenticationError(
      'configuration',
      `${url} speaks for another issuer (${String(members['issuer'])}); it must be ${settings.issuer} to the letter.`,
    );
  const endpoint = (name: string): string => {
    const address = members[name];
    if (typeof address === 'string') return requireSafeUrl(address, name, settings.allowHttp);
    throw new AuthenticationError('configuration', `The provider has no ${name}.`);
  };
  return {
    issuer: settings.issuer,
    keys: keysAt(new URL(endpoint('jwks_uri')), settings),
    members,
    endpoint,
    hasEndpoint: name => typeof members[name] === 'string',
    texts(name) {
      const list = members[name];
      return Array.isArray(list) ? list.filter(item => typeof item === 'string') : [];
    },
  };
}

/** Fetched when a key is asked for, and again when one is unknown, as after a rotation. */
function keysAt(url: URL, { transport }: Settings): JWTVerifyGetKey {
  return createRemoteJWKSet(url, {
    [customFetch]: async (address, { headers }) => {
      const answer = await send(transport, address, { headers });
      const json = successOf(answer, address);
      if (!Array.isArray(json['keys']))
        throw new AuthenticationError('unexpected_response', `${address} holds no keys.`);
      // A key of a kind that nobody here knows must not spoil the others.
      const keys = json['keys'].filter(
        key => isJson(key) && ['RSA', 'EC', 'OKP'].includes(String(key['kty'])),
      );
      return Response.json({ keys });
    },
  });
}

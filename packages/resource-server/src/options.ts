/** What an API says about itself and its issuer, and the settings that follow. */
import { ResourceServerError } from './errors.ts';
import type { Json, Transport } from './http.ts';
import { createReplayMemory, type ReplayMemory } from './replay-memory.ts';

export interface IntrospectionOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** `opaque`: tokens that are no JWTs; `every`: JWTs too, so that a revocation counts at once. Default: `opaque`. */
  readonly tokens?: 'opaque' | 'every';
  /** Default: the issuer's metadata name it. */
  readonly endpoint?: string;
  /** Seconds for which a positive answer is kept, never beyond the token's own end. Default: 0, not kept. */
  readonly cacheLifetime?: number;
  /** Answers kept at most. Default: 1,000. */
  readonly cacheSize?: number;
}

export interface VerifierOptions {
  /** The issuer to the letter, as `https://id.example.com/oidc`. */
  readonly issuer: string;
  /** Whom tokens must be meant for; one of several is enough. Default: `resource`. */
  readonly audience?: string | readonly string[];
  /** Applications whose access keys are let in as well: such tokens name the key as `aud`, the application as `azp`, and no `sub`. */
  readonly accessKeysOf?: string | readonly string[];
  /** Takes tokens meant for any other API of the issuer. */
  readonly dangerouslyAcceptAnyAudience?: boolean;
  /** The address of this API as its callers know it: for metadata (RFC 9728), and for proofs behind a proxy. */
  readonly resource?: string;
  /** More members of the metadata of this API — RFC 9728 §2. */
  readonly resourceMetadata?: Json;
  /** Default: every asymmetric one. */
  readonly algorithms?: readonly string[];
  /** Takes JWTs whose `typ` is not `at+jwt`, as the Authing dialect writes them: they must have `jti` and `scope`. */
  readonly acceptUntypedTokens?: boolean;
  /** Asks the issuer about tokens — RFC 7662. */
  readonly introspection?: IntrospectionOptions;
  /** Tokens bound to a key of their holder — RFC 9449. Default: `accepted`. */
  readonly dpop?: 'accepted' | 'required' | 'off';
  /** Seconds for which a proof is good. Default: 60. */
  readonly proofLifetime?: number;
  /** Where proofs already seen are kept; default: this process, and at most 100,000 at a time. */
  readonly replayMemory?: ReplayMemory;
  /** Seconds by which clocks may differ. Default: 5. */
  readonly clockTolerance?: number;
  /** Seconds after which keys are fetched anew. Default: 600. */
  readonly keysLifetime?: number;
  /** Seconds between two fetches of keys at least. Default: 30. */
  readonly keysCooldown?: number;
  /** Milliseconds for a request to the issuer. Default: 5,000. */
  readonly timeout?: number;
  /** Told what the API's operator should know: the issuer cannot be reached, or the options do not fit it. */
  readonly onProblem?: (problem: ResourceServerError) => void;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
  /** Seconds since 1970. Default: the machine's. */
  readonly clock?: () => number;
  /** Plain http beyond loopback, for closed test networks. */
  readonly dangerouslyAllowHttp?: boolean;
}

export type IntrospectionSettings = Required<Omit<IntrospectionOptions, 'endpoint'>> & {
  readonly endpoint: string | undefined;
};

export interface Settings {
  readonly issuer: string;
  /** Undefined: any. */
  readonly audience: readonly string[] | undefined;
  readonly accessKeysOf: readonly string[];
  readonly resource: string | undefined;
  readonly resourceMetadata: Json;
  readonly algorithms: readonly string[];
  readonly acceptUntypedTokens: boolean;
  readonly introspection: IntrospectionSettings | undefined;
  readonly dpop: 'accepted' | 'required' | 'off';
  readonly proofLifetime: number;
  readonly replayMemory: ReplayMemory;
  readonly clockTolerance: number;
  readonly keysLifetime: number;
  readonly keysCooldown: number;
  readonly report: (problem: ResourceServerError) => void;
  readonly now: () => number;
  readonly allowHttp: boolean;
  readonly transport: Transport;
}

const asymmetric = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');

export function settingsOf(options: VerifierOptions): Settings {
  const allowHttp = options.dangerouslyAllowHttp === true;
  const now = options.clock ?? (() => Math.floor(Date.now() / 1000));
  const { resource } = options;
  return {
    issuer: requireSafeUrl(options.issuer, 'issuer', allowHttp),
    audience: audienceOf(options),
    accessKeysOf: [options.accessKeysOf ?? []].flat(),
    resource: resource === undefined ? undefined : requireSafeUrl(resource, 'resource', allowHttp),
    resourceMetadata: options.resourceMetadata ?? {},
    algorithms: algorithmsOf(options),
    acceptUntypedTokens: options.acceptUntypedTokens === true,
    introspection: introspectionOf(options),
    dpop: options.dpop ?? 'accepted',
    proofLifetime: options.proofLifetime ?? 60,
    replayMemory: options.replayMemory ?? createReplayMemory(now),
    clockTolerance: options.clockTolerance ?? 5,
    keysLifetime: options.keysLifetime ?? 600,
    keysCooldown: options.keysCooldown ?? 30,
    report: reporterOf(options),
    now,
    allowHttp,
    transport: {
      // Called as a function of its own: some runtimes refuse a fetch with a foreign `this`.
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      timeout: options.timeout ?? 5_000,
    },
  };
}

/** Each problem is told once, however many requests meet it. */
function reporterOf({ onProblem }: VerifierOptions): Settings['report'] {
  const told = new WeakSet<ResourceServerError>();
  return problem => {
    if (told.has(problem)) return;
    told.add(problem);
    onProblem?.(problem);
  };
}

function audienceOf(options: VerifierOptions): Settings['audience'] {
  if (options.dangerouslyAcceptAnyAudience === true) return undefined;
  const audience = [options.audience ?? options.resource ?? []].flat();
  if (audience.length > 0 && audience.every(name => typeof name === 'string' && name !== '')) return audience;
  throw new ResourceServerError(
    'configuration',
    'audience is missing: name whom tokens for this API are meant for, as they say in aud.',
  );
}

function algorithmsOf({ algorithms = asymmetric }: VerifierOptions): readonly string[] {
  const other = algorithms.find(name => !asymmetric.includes(name));
  if (other === undefined && algorithms.length > 0) return algorithms;
  throw new ResourceServerError(
    'configuration',
    `algorithms must be among ${asymmetric.join(', ')}${other === undefined ? '' : `; ${other} is not`}.`,
  );
}

function introspectionOf({ introspection, dangerouslyAllowHttp }: VerifierOptions) {
  if (introspection === undefined) return undefined;
  const { clientId, clientSecret, endpoint } = introspection;
  if (!clientId || !clientSecret)
    throw new ResourceServerError('configuration', 'introspection needs clientId and clientSecret.');
  return {
    clientId,
    clientSecret,
    tokens: introspection.tokens ?? 'opaque',
    endpoint: endpoint && requireSafeUrl(endpoint, 'introspection.endpoint', dangerouslyAllowHttp === true),
    cacheLifetime: introspection.cacheLifetime ?? 0,
    cacheSize: introspection.cacheSize ?? 1_000,
  };
}

/** The URL as it was, once it is known to be https, or http on this machine. */
export function requireSafeUrl(url: unknown, name: string, allowHttp: boolean): string {
  if (typeof url !== 'string' || !URL.canParse(url))
    throw new ResourceServerError('configuration', `${name} is not a URL.`);
  const { hostname, protocol } = new URL(url);
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  if (protocol === 'https:' || (protocol === 'http:' && (isLoopback || allowHttp))) return url;
  throw new ResourceServerError('configuration', `${name} must be https (http only on loopback).`);
}

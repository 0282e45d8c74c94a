/** Judges the access token of a request to an API — RFC 6750, RFC 9068 §4, RFC 9449 §7. */
import { type AccessTokenClaims, isOfAccessKey } from './claims.ts';
import { credentialsOf, type PresentedRequest, type Scheme } from './credentials.ts';
import { InvalidProof, requireProof } from './dpop.ts';
import { InvalidToken } from './errors.ts';
import type { Json } from './http.ts';
import { createIntrospection } from './introspection.ts';
import { createIssuer } from './issuer.ts';
import { isJwt, verifyJwt } from './jwt-access-token.ts';
import { type Settings, settingsOf, type VerifierOptions } from './options.ts';
import { asOutage } from './outage.ts';
import { type Reason, type Refusal, refuse } from './refusal.ts';
import { metadataOf } from './resource-metadata.ts';
import { missingScopes, scopesOf } from './scopes.ts';

export interface Access {
  readonly kind: 'granted';
  readonly claims: AccessTokenClaims;
  readonly scope: readonly string[];
  readonly scheme: Scheme;
}

export interface Needs {
  /** All of these; a text may hold several, separated by spaces. */
  readonly scope?: string | readonly string[];
}

export interface Verifier {
  /** Never rejects: what cannot be known now is a refusal with status 503. */
  verify(request: PresentedRequest, needs?: Needs): Promise<Access | Refusal>;
  /** The document of RFC 9728 §2; throws where `resource` is not set. */
  metadata(): Json;
}

/** One for each API; it keeps metadata and keys of the issuer, and no token. */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = settingsOf(options);
  const claimsOf = createReader(settings);
  return {
    metadata: () => metadataOf(settings),
    async verify(request, { scope = [] } = {}) {
      const needed = [scope].flat().flatMap(scopesOf);
      const credentials = credentialsOf(request);
      const refused = (reason: Reason) => refuse(reason, settings);
      if (credentials.kind === 'malformed')
        return refused({ error: 'invalid_request', description: credentials.why });
      if (credentials.kind === 'none') return refused({ ...noToken, scope: needed });
      const { scheme, token } = credentials;
      try {
        const claims = await claimsOf(token);
        await requireHolder(request, scheme, token, claims, settings);
        const granted = scopesOf(claims.scope);
        const bareWord = isOfAccessKey(claims, settings) ? 'resource' : 'itself';
        if (missingScopes(granted, needed, bareWord).length === 0)
          return { kind: 'granted', claims, scope: granted, scheme };
        const description = `The token must have the scope ${needed.join(' ')}.`;
        return refused({ error: 'insufficient_scope', description, scheme, scope: needed });
      } catch (problem) {
        return refused({ ...reasonOf(problem, settings), scheme });
      }
    },
  };
}

const noToken = {
  error: 'missing_token',
  description: 'This API needs an access token: send Authorization: Bearer TOKEN.',
} as const;

function createReader(settings: Settings): (token: string) => Promise<AccessTokenClaims> {
  const { introspection } = settings;
  const issuer = createIssuer(settings);
  const introspect = introspection && createIntrospection(settings, issuer, introspection);
  return async token => {
    const readable = isJwt(token);
    if (introspect && (!readable || introspection.tokens === 'every')) return introspect(token);
    if (readable) return verifyJwt(token, settings, issuer);
    throw new InvalidToken('The token is opaque, and this API does not ask the issuer about such tokens.');
  };
}

/** A token bound to a key counts only with a proof; a plain one never needs any — RFC 9449 §7.2. */
async function requireHolder(
  request: PresentedRequest,
  scheme: Scheme,
  token: string,
  claims: AccessTokenClaims,
  settings: Settings,
): Promise<void> {
  if (scheme === 'Bearer') {
    if (claims.cnf !== undefined)
      throw new InvalidToken(
        'The token is bound to a key: send it as Authorization: DPoP TOKEN, with a proof.',
      );
    if (settings.dpop === 'required') throw new InvalidToken('This API takes only tokens bound by DPoP.');
    return;
  }
  if (settings.dpop === 'off') throw new InvalidToken('This API takes no DPoP: send the token as Bearer.');
  const [proof, ...more] = [request.dpop ?? []].flat();
  if (proof === undefined || more.length > 0)
    throw new InvalidProof('There must be exactly one DPoP header with a proof.');
  const address = addressOf(request.url, settings.resource);
  await requireProof(proof, { method: request.method, url: address, token, claims }, settings);
}

/** What the caller addressed: behind a proxy, `resource` knows it better than the request. */
function addressOf(url: string, resource: string | undefined): URL {
  if (!URL.canParse(url, resource))
    throw new InvalidProof('This request has no address that a proof could name.');
  const { origin, pathname } = new URL(url, resource);
  return new URL(resource === undefined ? origin + pathname : new URL(resource).origin + pathname);
}

function reasonOf(problem: unknown, settings: Settings): Reason {
  if (problem instanceof InvalidToken) return { error: 'invalid_token', description: problem.message };
  if (problem instanceof InvalidProof) return { error: 'invalid_dpop_proof', description: problem.message };
  settings.report(asOutage(problem));
  return {
    error: 'temporarily_unavailable',
    description: 'The token cannot be checked at the moment. Try again later.',
  };
}

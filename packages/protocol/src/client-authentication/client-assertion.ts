/** `private_key_jwt` and `client_secret_jwt`: a signed assertion about oneself — RFC 7523 §2.2, §3; OIDC Core §9. */
import {
  isAsymmetricAlg,
  type JsonObject,
  type ParsedJwt,
  parseJwt,
  verifyWithKeys,
  verifyWithSecret,
} from '@symbolon/foundation';
import { type Client, secretsOf } from '../client.ts';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { ReadCredentials } from './method.ts';

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Seconds that clocks may differ, and that an assertion may live. */
const clockSkew = 30;
const maximumLifetime = 600;
const maximumJtiLength = 256;

const typForm = /^(?:application\/)?(?:client-authentication\+)?jwt$/i;

const refuse = (description: string): never => {
  throw new OAuthError('client-assertion', description);
};

export const readClientAssertion: ReadCredentials = (_request, parameters) => {
  const type = parameters.get('client_assertion_type');
  const assertion = parameters.get('client_assertion');
  if (type === undefined && assertion === undefined) return undefined;
  if (type !== assertionType) refuse(`client_assertion_type must be ${assertionType}.`);
  const jwt = assertion === undefined ? undefined : parseJwt(assertion);
  if (!jwt) return refuse('client_assertion must be a signed JWT in compact form.');
  const { typ } = jwt.header;
  // A request object, which everyone on its way has seen, can have all the claims of an assertion (RFC 9101 §10.8).
  if (typ !== undefined && !(typeof typ === 'string' && typForm.test(typ)))
    return refuse('client_assertion must have the typ JWT or client-authentication+jwt, or none.');
  const clientId = jwt.claims['sub'];
  if (typeof clientId !== 'string' || jwt.claims['iss'] !== clientId)
    return refuse('client_assertion must name the client in both iss and sub.');
  if (parameters.get('client_id') !== undefined && parameters.get('client_id') !== clientId) {
    refuse('client_id and the sub of client_assertion must be the same.');
  }
  return {
    method: isAsymmetricAlg(jwt.alg) ? 'private_key_jwt' : 'client_secret_jwt',
    clientId,
    prove: (client, context) => proveAssertion(jwt, client, context),
  };
};

async function proveAssertion(jwt: ParsedJwt, client: Client, context: IssuerContext): Promise<boolean> {
  const signed = isAsymmetricAlg(jwt.alg)
    ? verifyWithKeys(jwt, await context.findClientKeys(client, jwt.kid))
    : secretsOf(client).some(secret => verifyWithSecret(jwt, secret));
  if (!signed) return false;
  const { jti, expiresAt } = checkAssertionClaims(jwt.claims, context);
  const remembered = await context.stores.assertions.remember(
    context.pool,
    client.clientId,
    jti,
    expiresAt + clockSkew,
  );
  return (
    remembered === 'fresh' ||
    refuse('client_assertion was used before: make a new one, with a new jti, for each request.')
  );
}

function checkAssertionClaims(
  claims: JsonObject,
  context: IssuerContext,
): { jti: string; expiresAt: number } {
  const { aud, exp, iat, nbf, jti } = claims;
  const now = context.clock();
  const audience = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud;
  if (audience !== context.issuer)
    refuse(`client_assertion must have the issuer ${context.issuer} as its only aud.`);
  if (!isTime(exp) || exp + clockSkew <= now)
    return refuse('client_assertion must have an exp that is not past.');
  if (exp > now + maximumLifetime) refuse(`client_assertion must expire within ${maximumLifetime} seconds.`);
  if (iat !== undefined && (!isTime(iat) || iat > now + clockSkew))
    refuse('client_assertion has an iat in the future.');
  if (nbf !== undefined && (!isTime(nbf) || nbf > now + clockSkew))
    refuse('client_assertion is not valid yet: see its nbf.');
  if (typeof jti !== 'string' || jti === '' || jti.length > maximumJtiLength) {
    return refuse(`client_assertion must have a jti, a text of at most ${maximumJtiLength} characters.`);
  }
  // NumericDate may have a fraction (RFC 7519 §2); a column of whole seconds may not.
  return { jti, expiresAt: Math.ceil(exp) };
}

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(Math.floor(value)) && value >= 0;

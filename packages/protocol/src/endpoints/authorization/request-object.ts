/** Request objects: the parameters as a JWT that the client signed — RFC 9101, OIDC Core §6. */
import {
  isAsymmetricAlg,
  type JsonObject,
  Parameters,
  parseJwt,
  verifyWithKeys,
  verifyWithSecret,
} from '@symbolon/foundation';
import { secretsOf } from '../../client.ts';
import { OAuthError } from '../../errors.ts';
import type { IssuerContext } from '../../issuer-context.ts';

const clockSkew = 30;

/** Claims of the JWT itself, which are no parameters of the request. */
const ofTheJwt = new Set(['iss', 'aud', 'exp', 'iat', 'nbf', 'jti', 'sub']);

const refuse = (description: string, reason?: string): never => {
  throw new OAuthError('request-object', description, { ...(reason !== undefined && { reason }) });
};

/** The parameters that the object holds; those beside it do not count, save the `client_id` that must agree (RFC 9101 §5, §6.3). */
export async function readRequestObject(
  value: string,
  outside: Parameters,
  isResumed: boolean,
  context: IssuerContext,
): Promise<Parameters> {
  const clientId = outside.get('client_id');
  const client =
    clientId === undefined ? undefined : await context.stores.clients.find(context.pool, clientId);
  const jwt = parseJwt(value);
  if (!client || !jwt)
    return refuse(
      'request must be a signed JWT in compact form, beside the client_id of the client that signed it.',
    );
  const { requestObjectSigningAlg: registeredAlg = jwt.alg } = client;
  if (jwt.alg !== registeredAlg)
    return refuse(`This application registered ${registeredAlg} for its request objects.`);
  const isSigned = isAsymmetricAlg(jwt.alg)
    ? verifyWithKeys(jwt, await context.findClientKeys(client, jwt.kid))
    : secretsOf(client).some(secret => verifyWithSecret(jwt, secret));
  if (!isSigned)
    return refuse('request must be signed by the client, with one of its registered keys or its secret.');
  checkClaims(jwt.claims, client.clientId, isResumed, context);
  return parametersOf(jwt.claims);
}

function checkClaims(
  { iss, aud, exp, nbf, client_id: clientId, request, request_uri: requestUri }: JsonObject,
  expected: string,
  isResumed: boolean,
  context: IssuerContext,
): void {
  if (clientId !== expected || (iss !== undefined && iss !== expected))
    refuse('client_id and iss of the request object must be the client_id of the request.');
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (aud !== undefined && !audiences.includes(context.issuer))
    refuse(`aud of the request object must be ${context.issuer}.`);
  if (request !== undefined || requestUri !== undefined)
    refuse('A request object must not hold request or request_uri.');
  // An end-user may take longer to sign in than the object lives.
  if (isResumed) return;
  const now = context.clock();
  if (exp !== undefined && !(typeof exp === 'number' && exp + clockSkew > now))
    refuse('The request object has expired.');
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= now + clockSkew))
    refuse('The request object is not valid yet.');
}

/** Members as parameters: texts as they are, numbers and booleans spelt out, `claims` as JSON (OIDC Core §6.1). */
function parametersOf(claims: JsonObject): Parameters {
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(claims)) {
    if (ofTheJwt.has(name) || value === null) continue;
    const values: readonly unknown[] = name === 'resource' && Array.isArray(value) ? value : [value];
    for (const one of values) pairs.push([name, typeof one === 'object' ? JSON.stringify(one) : String(one)]);
  }
  return Parameters.of(pairs);
}

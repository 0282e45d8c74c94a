/** Authorization responses, judged before anything of them is used — RFC 6749 §4.1.2, RFC 9207 §2.4, OIDC Core §3.2.2.8. */
import type { LoginTransaction } from './authorization-request.ts';
import { AuthenticationError, refusalByBrowser } from './errors.ts';
import { type IdTokenClaims, verifyIdToken } from './id-token.ts';
import type { Provider } from './provider.ts';

export interface AuthorizationResponse {
  readonly code?: string;
  readonly accessToken?: string;
  readonly tokenType?: string;
  /** Seconds from the answer. */
  readonly expiresIn?: number;
  readonly scope?: string;
  readonly idToken?: string;
  /** Of the ID token that came along. */
  readonly claims?: IdTokenClaims;
}

/** Throws unless the response is an answer of this provider to this very login. */
export async function readAuthorizationResponse(
  provider: Provider,
  parameters: URLSearchParams,
  transaction: Pick<LoginTransaction, 'state' | 'nonce' | 'responseType' | 'maxAge'>,
): Promise<AuthorizationResponse> {
  for (const name of new Set(parameters.keys()))
    if (parameters.getAll(name).length > 1) throw mismatch(`${name} is there twice`);
  if (parameters.get('state') !== transaction.state) throw mismatch('its state is not that of this login');
  await requireIssuer(provider, parameters);
  const error = parameters.get('error');
  if (error !== null)
    throw refusalByBrowser({
      error,
      errorDescription: parameters.get('error_description') ?? undefined,
      errorUri: parameters.get('error_uri') ?? undefined,
    });
  const wanted = transaction.responseType.split(' ');
  const code = wanted.includes('code') ? requireParameter(parameters, 'code') : undefined;
  const accessToken = wanted.includes('token') ? requireParameter(parameters, 'access_token') : undefined;
  const idToken = wanted.includes('id_token') ? requireParameter(parameters, 'id_token') : undefined;
  const { nonce, maxAge } = transaction;
  const claims =
    idToken &&
    (await verifyIdToken(provider, idToken, { nonce, maxAge, code, accessToken, boundToAccessToken: true }));
  const expiresIn = parameters.get('expires_in');
  const tokenType = parameters.get('token_type');
  const scope = parameters.get('scope');
  return {
    ...(code && { code }),
    ...(accessToken && { accessToken }),
    ...(accessToken && tokenType !== null && { tokenType }),
    ...(accessToken && expiresIn !== null && { expiresIn: Number(expiresIn) }),
    ...(scope !== null && { scope }),
    ...(idToken && { idToken }),
    ...(claims && { claims }),
  };
}

/** The answer to a mix-up: another provider's response ends here. */
async function requireIssuer(provider: Provider, parameters: URLSearchParams): Promise<void> {
  const { issuer, members } = await provider.metadata();
  const iss = parameters.get('iss');
  if (iss === null ? members['authorization_response_iss_parameter_supported'] === true : iss !== issuer)
    throw mismatch('it does not come from this provider (iss)');
}

function requireParameter(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value) return value;
  throw mismatch(`it has no ${name}`);
}

const mismatch = (what: string) =>
  new AuthenticationError('callback_mismatch', `This authorization response is not accepted: ${what}.`);

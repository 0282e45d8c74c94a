/** `login_hint`, `id_token_hint`, `acr_values`, `claims`: about whom, and what is to be said — OIDC Core §3.1.2.1, §5.5. */
import { permittedClaims, readClaimsRequest } from '../../../claims/claims-request.ts';
import { OAuthError } from '../../../errors.ts';
import { readIdTokenHint } from '../../../tokens/id-token.ts';
import type { Check } from './check.ts';

export const checkEndUser: Check<'claims' | 'loginHint' | 'acrValues' | 'hintedSubject'> = async ({
  parameters,
  addressed,
  context,
}) => {
  const claims = permittedClaims(readClaimsRequest(parameters.get('claims')), addressed.client);
  const value = parameters.get('id_token_hint');
  const hint = value === undefined ? undefined : await readIdTokenHint(context, value);
  if (value !== undefined && hint?.clientId !== addressed.client.clientId) {
    throw new OAuthError(
      'id-token-hint',
      'id_token_hint must be an ID token that this issuer made for this client; it may be expired.',
    );
  }
  // Nobody is both, and whoever is one of them must not be answered for (OIDC Core §3.1.2.2).
  if (hint && claims.sub !== undefined && claims.sub !== hint.sub) {
    throw new OAuthError(
      'id-token-hint',
      'id_token_hint and the value of the claim sub in claims must name the same end-user.',
    );
  }
  if (claims.acr && !claims.acr.some(acr => context.acrValues.includes(acr))) {
    throw new OAuthError(
      'authentication-requirements',
      `The essential acr claim must name a level that a sign-in here can reach: ${context.acrValues.join(', ')}.`,
    );
  }
  return {
    claims,
    acrValues: (parameters.get('acr_values')?.split(' ') ?? []).filter(acr =>
      context.acrValues.includes(acr),
    ),
    loginHint: parameters.get('login_hint')?.slice(0, 320),
    hintedSubject: hint?.sub ?? claims.sub,
  };
};

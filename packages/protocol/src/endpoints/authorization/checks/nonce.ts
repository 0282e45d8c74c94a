/** `nonce`: required where an ID token leaves the authorization endpoint — OIDC Core §3.1.2.1, §3.2.2.1, §3.3.2.1. */
import { OAuthError } from '../../../errors.ts';
import { asksFor, type CheckByType } from './check.ts';

export const checkNonce: CheckByType<'nonce'> = ({ parameters, responseType }) => {
  const nonce = parameters.get('nonce');
  if (nonce === undefined && asksFor(responseType, 'id_token')) {
    throw new OAuthError(
      'nonce-required',
      'nonce is missing: send a fresh random value, and compare it with the one in the ID token.',
    );
  }
  return { nonce };
};

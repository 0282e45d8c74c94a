/** Access tokens that are JWTs, read by the application they were issued to — RFC 9068 §4. */
import type { JWTPayload } from 'jose';
import { AuthenticationError, requireText } from './errors.ts';
import { verifyJwt } from './jwt.ts';
import type { Provider } from './provider.ts';

/** Signature, issuer and time are checked; whom it is meant for is the matter of the API that receives it. */
export async function verifyAccessToken(provider: Provider, accessToken: string): Promise<JWTPayload> {
  if (requireText(accessToken, 'accessToken').split('.').length !== 3)
    throw new AuthenticationError(
      'invalid_token',
      'This access token is opaque: ask introspectToken what it is.',
    );
  const { payload } = await verifyJwt(provider, accessToken, {
    what: 'access token',
    requiredClaims: ['exp'],
  });
  return payload;
}

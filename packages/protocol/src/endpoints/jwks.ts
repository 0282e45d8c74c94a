/** JWK Set — RFC 7517 §5, OIDC Core §10.1.1. */
import { publicDocument } from '../responses.ts';

/** Seconds that a copy may be kept; a new key is announced for far longer than this before it signs. */
const maximumAge = 300;

export const jwks = publicDocument(
  'application/jwk-set+json',
  maximumAge,
  ({ signers }) => [signers],
  ({ signers }) => ({ keys: signers.published() }),
);

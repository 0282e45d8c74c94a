/** Proof Key for Code Exchange — RFC 7636, RFC 9700 §2.1.1, §4.8.2. */
import { hash } from 'node:crypto';
import { equalInConstantTime, type Parameters } from '@symbolon/foundation';
import { type Client, isPublicClient } from '../client.ts';
import { OAuthError } from '../errors.ts';
import type { CodeBinding } from '../stores/index.ts';

const unreserved = /^[\w.~-]{43,128}$/;

/** The challenge of an authorization request; throws where one is due and missing, or is weak. */
export function readCodeChallenge(parameters: Parameters, client: Client): CodeBinding['codeChallenge'] {
  const value = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (value === undefined) {
    if (method !== undefined)
      throw new OAuthError('parameter-missing', 'code_challenge is missing beside code_challenge_method.');
    if (!isPublicClient(client) && !client.requirePkce) return undefined;
    throw new OAuthError(
      'pkce-required',
      'code_challenge is required for this client: send the S256 hash of a code_verifier, with code_challenge_method=S256.',
    );
  }
  if (
    method !== 'S256' &&
    !(client.dangerouslyAllowPlainPkce && (method === 'plain' || method === undefined))
  ) {
    throw new OAuthError('pkce-method', 'code_challenge_method must be S256.');
  }
  if (!unreserved.test(value))
    throw new OAuthError('pkce-syntax', 'code_challenge must be 43 to 128 characters of A-Z a-z 0-9 - . _ ~');
  return { method: method === 'S256' ? 'S256' : 'plain', value };
}

/** Holds the verifier of a token request against the challenge; throws where they do not fit. */
export function checkCodeVerifier(
  client: Client,
  verifier: string | undefined,
  challenge: CodeBinding['codeChallenge'],
): void {
  if (challenge === undefined) {
    if (verifier === undefined) return;
    if (client.dangerouslyIgnoreUnexpectedCodeVerifier) return;
    throw new OAuthError(
      'pkce-downgrade',
      'code_verifier was sent, but the authorization request had no code_challenge: append code_challenge and code_challenge_method=S256 to its URL.',
    );
  }
  if (verifier === undefined)
    throw new OAuthError(
      'pkce-verifier',
      'code_verifier is missing: the authorization request had a code_challenge.',
    );
  if (!unreserved.test(verifier))
    throw new OAuthError('pkce-syntax', 'code_verifier must be 43 to 128 characters of A-Z a-z 0-9 - . _ ~');
  const expected = challenge.method === 'S256' ? hash('sha256', verifier, 'base64url') : verifier;
  if (!equalInConstantTime(expected, challenge.value))
    throw new OAuthError(
      'pkce-verifier',
      'code_verifier does not fit the code_challenge of the authorization request.',
    );
}

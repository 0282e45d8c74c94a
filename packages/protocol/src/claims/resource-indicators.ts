/** The `resource` parameter: for which APIs an access token is meant — RFC 8707 §2. */
import type { Parameters } from '@symbolon/foundation';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';

const maximumCount = 10;

const namedIn = (parameters: Parameters): readonly string[] =>
  parameters.all('resource').filter(uri => uri !== '');

/** The audiences that the request names; undefined where it names none. */
export async function readResources(
  parameters: Parameters,
  context: IssuerContext,
): Promise<readonly string[] | undefined> {
  const asked = namedIn(parameters);
  if (asked.length === 0) return undefined;
  const known = new Set((await context.stores.resources.list(context.pool)).map(({ audience }) => audience));
  if (asked.length > maximumCount || !asked.every(uri => known.has(uri))) {
    throw new OAuthError(
      'resource-unknown',
      'resource must be the audience of an API resource that is declared here, at most 10 of them.',
    );
  }
  return [...new Set(asked)];
}

/** What of the audiences that were granted a token request asks for: all of them where it names none (§2.2). */
export function narrowAudience(parameters: Parameters, granted: readonly string[]): readonly string[] {
  const asked = namedIn(parameters);
  if (asked.length === 0) return granted;
  if (asked.every(uri => granted.includes(uri))) return granted.filter(uri => asked.includes(uri));
  throw new OAuthError(
    'resource-exceeds-grant',
    'resource asks for an API that the token was not granted for: leave it out, or name it when you ask for the grant.',
  );
}

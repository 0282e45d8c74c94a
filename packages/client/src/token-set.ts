/** Token responses — RFC 6749 §5.1, OIDC Core §3.1.3.3. */
import { AuthenticationError } from './errors.ts';
import type { Json } from './http.ts';

export interface TokenSet {
  readonly access_token: string;
  /** As the provider spelt it: `Bearer`, `bearer`, `DPoP`. */
  readonly token_type: string;
  /** Seconds from the answer. */
  readonly expires_in?: number;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly scope?: string;
  /** What access keys asked for and did not get, separated by spaces. */
  readonly rejected_scope?: string;
  /** Members that no specification names, as they came. */
  readonly raw: Json;
}

const optionalTexts = ['refresh_token', 'id_token', 'scope', 'rejected_scope'] as const;
const named: readonly string[] = ['access_token', 'token_type', 'expires_in', ...optionalTexts];

export function tokenSetOf(body: Json): TokenSet {
  const expiresIn = body['expires_in'] ?? undefined;
  // Some providers send a text of digits.
  const seconds = expiresIn === undefined ? undefined : Number(expiresIn);
  if (seconds !== undefined && !(seconds >= 0)) throw lacking('expires_in is not a number of seconds');
  const texts = optionalTexts.flatMap(name => {
    const value = body[name] ?? undefined;
    if (value === undefined) return [];
    if (typeof value !== 'string') throw lacking(`${name} is not a text`);
    return [[name, value] as const];
  });
  return {
    access_token: textAt(body, 'access_token'),
    token_type: textAt(body, 'token_type'),
    ...(seconds !== undefined && { expires_in: seconds }),
    ...Object.fromEntries(texts),
    raw: Object.fromEntries(Object.entries(body).filter(([name]) => !named.includes(name))),
  };
}

function textAt(body: Json, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '') return value;
  throw lacking(`${name} is missing`);
}

const lacking = (what: string) =>
  new AuthenticationError('unexpected_response', `The token response cannot be used: ${what}.`);

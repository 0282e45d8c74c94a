/**
 * Refresh tokens: authorization, generation, the key that a public client has bound it to, and a MAC over all of them.
 * Nothing but the generation is stored, a forged one is refused without a look, and a leaked database mints none — RFC
 * 6749 §10.4, RFC 9700 §4.14, RFC 9449 §5. Where a dialect wants a UUID it is made of the same MAC, so that the successor
 * can be told twice, and found by its hash.
 */
import type { KeyObject } from 'node:crypto';
import { hashBearerValue, uuid } from '@symbolon/foundation';
import type { Client } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { RefreshTokenContent } from '../stores/index.ts';
import { authenticatedLength, macOf, readAuthenticated, writeAuthenticated } from './authenticated-value.ts';

const idLength = 16;
const generationEnds = idLength + 4;
const keyLength = 32;
const compactLength = authenticatedLength(generationEnds);
const boundLength = authenticatedLength(generationEnds + keyLength);

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Keeps the two kinds apart: what is under the MAC of one is never under that of the other. */
const uuidPurpose = Buffer.from('uuid of a refresh token');

function contentOf({ authorizationId, generation, boundTo }: RefreshTokenContent): Buffer {
  const bytes = Buffer.alloc(generationEnds + (boundTo === undefined ? 0 : keyLength));
  bytes.write(authorizationId, 0, idLength, 'base64url');
  bytes.writeUInt32BE(generation, idLength);
  if (boundTo !== undefined) bytes.write(boundTo, generationEnds, keyLength, 'base64url');
  return bytes;
}

/** Whether tokens of that scope come with a refresh token. */
export const mayRefresh = ({ dialect, grantTypes }: Client, scope: readonly string[]): boolean =>
  grantTypes.has('refresh_token') &&
  (dialect.refreshTokenIssue === 'always' || scope.includes('offline_access'));

/** The hash is to be stored with it; undefined for one that says by itself what it is. */
export function mintRefreshToken(
  { refreshTokenKey: key }: Pick<IssuerContext, 'refreshTokenKey'>,
  { dialect }: Pick<Client, 'dialect'>,
  content: RefreshTokenContent,
): { readonly value: string; readonly hash: string | undefined } {
  const bytes = contentOf(content);
  if (dialect.refreshTokenFormat === 'compact' || content.boundTo !== undefined)
    return { value: writeAuthenticated(key, bytes), hash: undefined };
  const value = uuid(() => macOf(key, Buffer.concat([uuidPurpose, bytes])).subarray(0, 16));
  return { value, hash: hashBearerValue(value) };
}

/** What the token says, in whichever form it was made; undefined where this pool did not make it. */
export async function findRefreshToken(
  context: Pick<IssuerContext, 'refreshTokenKey' | 'stores' | 'pool'>,
  token: string,
): Promise<RefreshTokenContent | undefined> {
  if (!uuidForm.test(token)) return readRefreshToken(context.refreshTokenKey, token);
  return context.stores.authorizations.findByRefreshToken(context.pool, hashBearerValue(token));
}

function readRefreshToken(key: KeyObject, token: string): RefreshTokenContent | undefined {
  const mayBeOurs = token.length === compactLength || token.length === boundLength;
  const content = mayBeOurs ? readAuthenticated(key, token) : undefined;
  return (
    content && {
      authorizationId: content.toString('base64url', 0, idLength),
      generation: content.readUInt32BE(idLength),
      boundTo: content.length > generationEnds ? content.toString('base64url', generationEnds) : undefined,
    }
  );
}

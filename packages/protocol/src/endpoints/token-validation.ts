/** What a token of ours says, for one who cannot verify it: for clients of Authing. The specified way is RFC 7662. */
import { type JsonObject, parseJwt } from '@symbolon/foundation';
import type { IssuerContext } from '../issuer-context.ts';
import { findAccessToken } from '../tokens/access-token.ts';
import { readIdToken } from '../tokens/id-token.ts';

export type ValidatedKind = 'access_token' | 'id_token';

/** The claims of a token in force; undefined for any other, and for one that says nothing by itself. */
export async function validateToken(
  kind: ValidatedKind,
  token: string,
  context: IssuerContext,
): Promise<JsonObject | undefined> {
  if (kind === 'access_token')
    return (await findAccessToken(context, token)) ? parseJwt(token)?.claims : undefined;
  const claims = await readIdToken(context, token);
  const { exp } = claims ?? {};
  return typeof exp === 'number' && exp > context.clock() ? claims : undefined;
}

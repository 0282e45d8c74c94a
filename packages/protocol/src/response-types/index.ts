/** THE TABLE of response types: parts, and the combinations of them that exist — OAuth Multiple Response Types §3, §5. */

import { toldLevel } from '../claims/levels.ts';
import { OAuthError } from '../errors.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { Granted } from '../stores/index.ts';
import { newAuthorizationId } from '../tokens/code.ts';
import { code } from './code.ts';
import { idToken } from './id-token.ts';
import type { Approved, Minted, ResponsePart } from './response-part.ts';
import { token } from './token.ts';

export interface ResponseType {
  /** Its words in canonical order. */
  readonly name: string;
  readonly parts: readonly ResponsePart[];
  readonly defaultResponseMode: 'query' | 'fragment';
}

/** Parts in the order in which they are minted: the ID token vouches for the others. */
const parts = [code, token, idToken];

const combine = (name: string): ResponseType => {
  const words = name.split(' ');
  return {
    name,
    parts: parts.filter(part => words.includes(part.name)),
    defaultResponseMode: name === 'code' ? 'query' : 'fragment',
  };
};

export const responseTypes: readonly ResponseType[] = [
  'code',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
].map(combine);

/** Finds a response type by its words, in whatever order they come (RFC 6749 §8.4). */
export function findResponseType(value: string): ResponseType | undefined {
  const words = value.split(' ').sort().join(' ');
  return responseTypes.find(({ name }) => name.split(' ').sort().join(' ') === words);
}

const nothing: Minted = { members: {}, code: undefined, accessToken: undefined, expiresAt: 0 };

/** Mints every part, commits once, and gives the response parameters. */
export async function answerWith(
  context: IssuerContext,
  responseType: ResponseType,
  approved: Approved,
): Promise<{ readonly authorizationId: string; readonly members: Readonly<Record<string, string>> }> {
  const { request, session, consent, pushedRequest } = approved;
  const { client, scope, claims, maxAge, resources } = request;
  const id = newAuthorizationId(context);
  const granted: Granted = {
    scope,
    audience: resources ?? [client.defaultAudience ?? client.clientId],
    authTime: session.authTime,
    acr: toldLevel(context.acrValues, session.acr, claims.acr),
    amr: session.amr,
    sid: session.sid,
    claimNames: {
      userinfo: claims.userinfo,
      // To ask for an age is to ask for the time (OIDC Core §2).
      idToken: maxAge === undefined ? claims.idToken : [...claims.idToken, 'auth_time'],
    },
  };
  let minted = nothing;
  for (const part of responseType.parts)
    minted = await part.mint(context, { ...approved, id, granted }, minted);
  const outcome = await context.stores.authorizations.grant(context.pool, {
    ...granted,
    id,
    clientId: client.clientId,
    userId: session.userId,
    offline: scope.includes('offline_access'),
    code: minted.code,
    issued: { refresh: undefined, accessToken: minted.accessToken },
    grantedAt: context.clock(),
    expiresAt: minted.expiresAt,
    consent,
    spends: pushedRequest === undefined ? undefined : { kind: 'pushed_request', hash: pushedRequest },
  });
  if (outcome === 'refused') {
    throw new OAuthError('request-uri-invalid', 'request_uri was used: push the request again.');
  }
  if (outcome === 'session_ended')
    throw new OAuthError('login-required', 'The end-user signed out meanwhile: send the request again.');
  return { authorizationId: id, members: minted.members };
}

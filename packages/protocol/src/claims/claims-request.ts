/** The `claims` parameter: claims asked for by name — OIDC Core §5.5. */
import { isJsonObject, parseStrictObject } from '@symbolon/foundation';
import { OAuthError } from '../errors.ts';

/** Names asked for at each place; `sub` asks for one very end-user. */
export interface ClaimsRequest {
  readonly userinfo: readonly string[];
  readonly idToken: readonly string[];
  readonly sub: string | undefined;
}

const maximumLength = 8192;
const nothing: ClaimsRequest = { userinfo: [], idToken: [], sub: undefined };

export function readClaimsRequest(value: string | undefined): ClaimsRequest {
  if (value === undefined) return nothing;
  const request = value.length > maximumLength ? undefined : parseStrictObject(value);
  const userinfo = request && membersOf(request['userinfo']);
  const idToken = request && membersOf(request['id_token']);
  if (!userinfo || !idToken) {
    throw new OAuthError(
      'claims-syntax',
      'claims must be a JSON object with the members userinfo and id_token, each an object of claim names, at most 8192 characters.',
    );
  }
  const sub = idToken.find(([name]) => name === 'sub')?.[1];
  return {
    userinfo: namesOf(userinfo),
    idToken: namesOf(idToken),
    sub: isJsonObject(sub) && typeof sub['value'] === 'string' ? sub['value'] : undefined,
  };
}

function membersOf(value: unknown): [string, unknown][] | undefined {
  if (value === undefined || value === null) return [];
  if (!isJsonObject(value)) return undefined;
  const members = Object.entries(value);
  return members.every(([, wish]) => wish === null || isJsonObject(wish)) ? members : undefined;
}

const namesOf = (members: readonly [string, unknown][]): string[] => members.map(([name]) => name);

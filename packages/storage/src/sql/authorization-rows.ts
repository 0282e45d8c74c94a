/** Authorizations as rows: scalars in columns, lists in one JSON column. */
import type { Authorization, CodeBinding, Granted, NewAuthorization, Subject } from '@symbolon/protocol';
import type { Row, Value } from '../engines/engine.ts';
import { flag, number, optionalNumber, optionalText, text } from './rows.ts';

type GrantedLists = Pick<Granted, 'scope' | 'audience' | 'amr' | 'claimNames'>;

/** Selects what `readAuthorization` reads, from `a` (authorizations) and `u` (users). */
export const authorizationColumns = `a.id, a.client_id, a.user_id, a.sid, a.auth_time, a.acr, a.granted,
  a.code_hash, a.code_expires_at, a.code_consumed_at, a.code_binding, a.generation, a.refresh_expires_at,
  a.revoked_at, u.active AS user_active, u.claims AS user_claims, u.created_at AS user_created_at,
  u.updated_at AS user_updated_at`;

function writeLists({ scope, audience, amr, claimNames }: NewAuthorization): string {
  const lists: GrantedLists = { scope, audience, amr, claimNames };
  return JSON.stringify(lists);
}

export const newMachineValues = (authorization: NewAuthorization): readonly Value[] => [
  authorization.id,
  authorization.clientId,
  writeLists(authorization),
  authorization.grantedAt,
  authorization.expiresAt,
];

export function newAuthorizationValues(authorization: NewAuthorization): readonly Value[] {
  const { code, issued } = authorization;
  return [
    authorization.id,
    authorization.clientId,
    authorization.userId ?? null,
    authorization.sid ?? null,
    authorization.offline ? 1 : 0,
    authorization.authTime ?? null,
    authorization.acr ?? null,
    writeLists(authorization),
    authorization.grantedAt,
    code?.hash ?? null,
    code?.expiresAt ?? null,
    code ? JSON.stringify(code.binding) : null,
    issued.refresh ? 1 : 0,
    issued.refresh?.expiresAt ?? 0,
    issued.refresh?.idleExpiresAt ?? 0,
    authorization.expiresAt,
  ];
}

export function readAuthorization(row: Row): Authorization {
  const { scope, audience, amr, claimNames }: GrantedLists = JSON.parse(text(row, 'granted'));
  return {
    id: text(row, 'id'),
    clientId: text(row, 'client_id'),
    userId: optionalText(row, 'user_id'),
    subject: readSubject(row),
    scope,
    audience,
    amr,
    claimNames,
    authTime: optionalNumber(row, 'auth_time'),
    acr: optionalText(row, 'acr'),
    sid: optionalText(row, 'sid'),
    code: readCode(row),
    generation: number(row, 'generation'),
    refreshExpiresAt: number(row, 'refresh_expires_at'),
    revokedAt: optionalNumber(row, 'revoked_at'),
  };
}

/** From the columns `user_*`; undefined where there is no such user. */
export function readSubject(row: Row): Subject | undefined {
  const storedClaims = optionalText(row, 'user_claims');
  if (storedClaims === undefined) return undefined;
  const claims: Subject['claims'] = JSON.parse(storedClaims);
  return {
    sub: text(row, 'user_id'),
    active: flag(row, 'user_active'),
    signedUpAt: number(row, 'user_created_at'),
    claims: { updated_at: number(row, 'user_updated_at'), ...claims },
  };
}

function readCode(row: Row): Authorization['code'] {
  const hash = optionalText(row, 'code_hash');
  if (hash === undefined) return undefined;
  return {
    hash,
    expiresAt: number(row, 'code_expires_at'),
    consumedAt: optionalNumber(row, 'code_consumed_at'),
    binding: readBinding(optionalText(row, 'code_binding')),
  };
}

function readBinding(stored: string | undefined): CodeBinding | undefined {
  if (stored === undefined) return undefined;
  const binding: Partial<CodeBinding> & Pick<CodeBinding, 'redirectUri'> = JSON.parse(stored);
  return {
    redirectUri: binding.redirectUri,
    redirectUriOmitted: binding.redirectUriOmitted ?? false,
    codeChallenge: binding.codeChallenge,
    nonce: binding.nonce,
    dpopJkt: binding.dpopJkt,
  };
}

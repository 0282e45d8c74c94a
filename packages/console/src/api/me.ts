/** Who is signed in, and what they may do. */
import type { Answer } from './call.ts';
import { useReadNow } from './queries.ts';

export type Me = Answer<'GET /me'>;
export type Permission = Me['permissions'][number];

/** The pool whose users administrate: what lies there is theirs to change who may change administrators. */
export const ownPool = 'administrators';

export const useMe = (): Me => useReadNow('GET /me', {}).answer;

/** Whether something may be done in a pool. What is hidden by it is refused by the server all the same. */
export function useMay(pool?: string): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return permission => {
    const needed = permission.endsWith(':write') ? 'administrators:write' : 'administrators:read';
    return permissions.includes(permission) && (pool !== ownPool || permissions.includes(needed));
  };
}

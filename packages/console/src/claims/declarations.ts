/** The claims and scopes of a pool as the page shows and changes them. */
import type { Answer, Body } from '../api/call.ts';
import { useChange, useReadNow } from '../api/queries.ts';
import { useSay } from '../words/say.tsx';

export type Settings = Body<'PUT /pools/{pool}/settings'>;
export type Claim = NonNullable<Settings['claims']>[number];
export type Scope = NonNullable<Settings['scopes']>[number];
export type ShownClaim = Answer<'GET /pools/{pool}/claims'>['items'][number];
export type ShownScope = Answer<'GET /pools/{pool}/scopes'>['items'][number];

/** What is known of a user without anybody having declared it: what stands after `user.`. */
export const facts = ['username', 'id', 'signed_up_at', 'last_login_at', 'blocked', 'user_pool'] as const;

export const places = ['custom_data', 'profile', 'user'] as const;
export type Place = (typeof places)[number];

/** Where a claim comes from, taken apart. */
export function sourceOf(from: string): { readonly place: Place; readonly name: string } {
  const [, place, name = from] = /^(custom_data|user)\.(.*)$/.exec(from) ?? [];
  return { place: places.find(each => each === place) ?? 'profile', name };
}

export const fromOf = (place: Place, name: string): string =>
  place === 'profile' ? name : `${place}.${name}`;

type Fault = 'claims.characters' | 'claims.taken';

/** Why a name cannot be taken; undefined where it can. The server judges again. */
export function judgeName(name: string, others: readonly { readonly name: string }[]): Fault | undefined {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_.:/-]*$/.test(name)) return 'claims.characters';
  return others.some(other => other.name === name) ? 'claims.taken' : undefined;
}

type Entry = Claim | Scope;

/** In place of the one that is being changed; at the end where there is none. */
export function withEntry<E extends Entry>(entries: readonly E[], before: string | undefined, entry: E): E[] {
  const index = entries.findIndex(({ name }) => name === before);
  return index === -1 ? [...entries, entry] : entries.with(index, entry);
}

/** The settings of a pool with the way to write them; what nobody touches is written back as it was. */
export function useSettings(pool: string) {
  const say = useSay();
  const { answer, etag } = useReadNow('GET /pools/{pool}/settings', { at: { pool } });
  const save = useChange('PUT /pools/{pool}/settings', { done: say('form.saved'), showsMembers: true });
  return {
    settings: answer,
    save,
    write: (change: Settings) =>
      save.mutateAsync({ at: { pool }, body: { ...answer, ...change }, seen: etag }),
  };
}

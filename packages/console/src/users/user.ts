/** A user as the API tells it, and what of it is written. */
import type { Answer, Body } from '../api/call.ts';

export type User = Answer<'GET /pools/{pool}/users/{user_id}'>;
/** What is written of a user; a member that is left out stays. */
export type UserDraft = Body<'PATCH /pools/{pool}/users/{user_id}'>;

export const textClaims = [
  'username',
  'email',
  'phone',
  'name',
  'given_name',
  'family_name',
  'nickname',
  'locale',
  'zoneinfo',
  'website',
] as const satisfies readonly (keyof UserDraft)[];

export const trueClaims = [
  'email_verified',
  'phone_number_verified',
] as const satisfies readonly (keyof UserDraft)[];

/** What the fields show; an empty text is none. */
export interface UserFields {
  readonly texts: Readonly<Record<(typeof textClaims)[number], string>>;
  readonly truths: Readonly<Record<(typeof trueClaims)[number], boolean>>;
  /** JSON. */
  readonly customData: string;
}

export const fieldsOf = (user: UserDraft): UserFields => ({
  texts: {
    username: user.username ?? '',
    email: user.email ?? '',
    phone: user.phone ?? '',
    name: user.name ?? '',
    given_name: user.given_name ?? '',
    family_name: user.family_name ?? '',
    nickname: user.nickname ?? '',
    locale: user.locale ?? '',
    zoneinfo: user.zoneinfo ?? '',
    website: user.website ?? '',
  },
  truths: {
    email_verified: user.email_verified ?? false,
    phone_number_verified: user.phone_number_verified ?? false,
  },
  customData: user.custom_data === undefined ? '' : JSON.stringify(user.custom_data, null, 2),
});

/** Undefined where the text is no JSON object. */
export function readCustomData(text: string): object | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The members that differ; null takes one away (RFC 7396). */
export function changesBetween(before: UserFields, after: UserFields): object {
  const texts = textClaims.flatMap(name => {
    const value = after.texts[name].trim();
    return value === before.texts[name] ? [] : [[name, value === '' ? null : value]];
  });
  const truths = trueClaims.flatMap(name =>
    after.truths[name] === before.truths[name] ? [] : [[name, after.truths[name]]],
  );
  return { ...Object.fromEntries([...texts, ...truths]), ...customChanges(before, after) };
}

function customChanges(before: UserFields, after: UserFields): object {
  if (before.customData === after.customData) return {};
  const [old, next] = [readCustomData(before.customData) ?? {}, readCustomData(after.customData) ?? {}];
  const gone = Object.keys(old).filter(name => !Object.hasOwn(next, name));
  return { custom_data: { ...next, ...Object.fromEntries(gone.map(name => [name, null])) } };
}

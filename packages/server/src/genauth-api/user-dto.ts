/** An end-user in the words of Authing, made of claims and nothing else. */
import { isJsonObject } from '@symbolon/foundation';
import { z } from 'zod';

/** THE TABLE of members that a claim of OIDC Core §5.1 stands behind; those that people may give themselves when they sign up. */
const given = {
  name: 'name',
  nickname: 'nickname',
  givenName: 'given_name',
  middleName: 'middle_name',
  familyName: 'family_name',
  gender: 'gender',
  birthdate: 'birthdate',
  locale: 'locale',
  zoneinfo: 'zoneinfo',
} as const;

const members = {
  ...given,
  username: 'username',
  preferredUsername: 'preferred_username',
  email: 'email',
  phone: 'phone_number',
  photo: 'picture',
  profile: 'profile',
  website: 'website',
} as const;

const addressMembers = {
  formatted: 'formatted',
  streetAddress: 'street_address',
  city: 'locality',
  region: 'region',
  postalCode: 'postal_code',
  country: 'country',
} as const;

const elsewhere = ['sub', 'email_verified', 'phone_number_verified', 'address', 'updated_at'];
const standard: ReadonlySet<string> = new Set([...Object.values(members), ...elsewhere]);

export interface DescribedUser {
  readonly sub: string;
  /** Epoch seconds. */
  readonly signedUpAt: number;
  readonly claims: Readonly<Record<string, unknown>>;
}

type Dto = Record<string, unknown>;

export function userDto({ sub, signedUpAt, claims }: DescribedUser): Dto {
  const address = isJsonObject(claims['address']) ? claims['address'] : {};
  return {
    userId: sub,
    status: 'Activated',
    createdAt: isoTime(signedUpAt),
    updatedAt: isoTime(claims['updated_at'] ?? signedUpAt),
    ...pick(members, claims),
    username: claims['username'] ?? claims['preferred_username'] ?? null,
    emailVerified: claims['email_verified'] === true,
    phoneVerified: claims['phone_number_verified'] === true,
    ...pick(addressMembers, address),
  };
}

/** What else the claims hold: members of `custom_data` that the scopes open. */
export const customDataOf = (claims: DescribedUser['claims']): Dto =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => !standard.has(name)));

const pick = (table: Readonly<Record<string, string>>, from: Readonly<Record<string, unknown>>): Dto =>
  Object.fromEntries(Object.entries(table).map(([member, claim]) => [member, from[claim] ?? null]));

/** Dialects tell times as numbers or as text. */
const isoTime = (time: unknown): unknown =>
  typeof time === 'number' ? new Date(time * 1000).toISOString() : time;

const givenText = z.string().max(200).nullish();

export const profileSchema = z.object(
  Object.fromEntries(Object.keys(given).map(member => [member, givenText])),
);

/** The claims of what somebody says of themselves. */
export const claimsOfProfile = (profile: z.output<typeof profileSchema>): Dto =>
  Object.fromEntries(
    Object.entries(given).flatMap(([member, claim]) => (profile[member] ? [[claim, profile[member]]] : [])),
  );

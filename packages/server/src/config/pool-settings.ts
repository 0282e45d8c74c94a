/** What the login must know of a user pool: its methods, who may sign up and how, and what must be agreed to. */
import {
  type Branding,
  type LoginMethodName,
  loginMethodNames,
  type SecondFactorPolicy,
  type SignUpField,
  secondFactorPolicies,
  signUpFields,
} from '@symbolon/login';
import type { ClaimDeclarations } from '@symbolon/protocol';
import { z } from 'zod';
import { type BrandingDocument, brandingSchema, mergedBranding, toBranding } from './branding.ts';
import { claimMembers, mergedDeclarations } from './claims.ts';
import { evenIfMembersAreWrong, oneOf } from './schema-issues.ts';

export interface Agreement {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly required: boolean;
}

/** `required`: the first address asked for is proven by a code before anything is stored. */
export type SignUpSettings =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      readonly fields: readonly SignUpField[];
      readonly verification: 'required' | 'optional';
    };

export interface PoolSettings {
  /** In the order in which the sign-in page offers them; at least one. */
  readonly methods: readonly LoginMethodName[];
  readonly secondFactor: SecondFactorPolicy;
  readonly signUp: SignUpSettings;
  readonly agreements: readonly Agreement[];
  /** How long an invitation waits, seconds. */
  readonly invitationLifetime: number;
  readonly branding: Branding;
  /** For all of its applications. */
  readonly declarations: ClaimDeclarations;
}

const unrepeated = <Entry>(entries: readonly Entry[]) => new Set(entries).size === entries.length;
const repeats = 'must not repeat an entry';

const methodsSchema = () =>
  z
    .array(oneOf(loginMethodNames))
    .min(1)
    .refine(unrepeated, repeats)
    .refine(methods => methods.some(method => method !== 'passkey'), 'needs a method beside passkey');

/** Of an application that wants fewer methods than its pool, or another order. */
export const signInSchema = () => z.strictObject({ methods: methodsSchema() });

const poolSignInSchema = () =>
  z.strictObject({
    methods: methodsSchema().optional(),
    second_factor: z.enum(secondFactorPolicies).optional(),
  });

/** Seconds: a week, and what a pool may say at most. */
const invitationLifetime = 7 * 86_400;
const longestInvitation = 90 * 86_400;

const addresses: readonly string[] = ['email', 'phone'];

const signUpSchema = z
  .strictObject({
    fields: z.array(oneOf(signUpFields)).min(1).refine(unrepeated, repeats).optional(),
    verification: z.enum(['required', 'optional']).optional(),
  })
  .superRefine(({ fields = defaultFields, verification = 'required' }, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['fields'], message });
    if (fields.every(field => field === 'name')) refuse('must have username, email or phone');
    else if (verification === 'required' && !fields.some(field => addresses.includes(field)))
      refuse('must have email or phone where verification is required');
  }, evenIfMembersAreWrong);

const defaultFields: readonly SignUpField[] = ['email'];

const agreement = z.strictObject({
  id: z.string().regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 of letters, digits, _ . and -'),
  title: z
    .string()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u, 'must contain no control characters'),
  url: z
    .string()
    .max(2000)
    .regex(/^https?:\/\/[^/?#@\\]+(?:[/?#][\x21-\x7e]*)?$/i, 'must be an absolute https URL'),
  required: z.boolean().optional(),
});

/** The members of a pool; each may be left out, and is then as an administrator has set it. */
export const poolSettingsMembers = () => ({
  sign_in: poolSignInSchema().optional(),
  sign_up: z.union([z.boolean(), signUpSchema]).optional(),
  agreements: z
    .array(agreement)
    .max(20)
    .refine(all => unrepeated(all.map(({ id }) => id)), 'must not repeat an id')
    .optional(),
  invitation_lifetime: z.int().min(60).max(longestInvitation).optional(),
  branding: brandingSchema().optional(),
  ...claimMembers(),
});

/** The same as it is stored, in the words of the file. */
export const poolSettingsSchema = z.strictObject(poolSettingsMembers());
export type PoolSettingsDocument = z.output<typeof poolSettingsSchema>;

/** Member by member: what the file says, else what was stored, else the default. */
export function toPoolSettings(file: PoolSettingsDocument, stored: PoolSettingsDocument): PoolSettings {
  const signUp = file.sign_up ?? stored.sign_up ?? false;
  const { fields = defaultFields, verification = 'required' } = typeof signUp === 'boolean' ? {} : signUp;
  return {
    methods: file.sign_in?.methods ?? stored.sign_in?.methods ?? ['password'],
    secondFactor: file.sign_in?.second_factor ?? stored.sign_in?.second_factor ?? 'optional',
    signUp: signUp === false ? { kind: 'off' } : { kind: 'on', fields, verification },
    agreements: (file.agreements ?? stored.agreements ?? []).map(({ required = true, ...rest }) => ({
      ...rest,
      required,
    })),
    invitationLifetime: file.invitation_lifetime ?? stored.invitation_lifetime ?? invitationLifetime,
    branding: toBranding(brandingOf(file, stored)),
    declarations: mergedDeclarations(file, stored),
  };
}

/** As it is written, from both. */
export const brandingOf = (file: PoolSettingsDocument, stored: PoolSettingsDocument): BrandingDocument =>
  mergedBranding(file.branding, stored.branding);

/** In the order that the application wants; a method that the pool does not have stays off. */
export function methodsFor(
  pool: readonly LoginMethodName[],
  application: readonly LoginMethodName[] | undefined,
): readonly LoginMethodName[] {
  const both = application?.filter(method => pool.includes(method)) ?? [];
  return both.some(method => method !== 'passkey') ? both : pool;
}

export function printPoolSettings(document: PoolSettingsDocument) {
  const { methods, secondFactor, signUp, agreements, declarations, ...settings } = toPoolSettings(
    document,
    {},
  );
  return {
    ...declarations,
    sign_in: { methods, second_factor: secondFactor },
    sign_up: signUp.kind === 'on' && { fields: signUp.fields, verification: signUp.verification },
    agreements,
    invitation_lifetime: settings.invitationLifetime,
    branding: document.branding,
  };
}

/** A user as the configuration file declares it: identifiers, password, and claims of OIDC Core §5.1 by their names. */
import { canonicalIdentifier, isPasswordHash } from '@symbolon/login';
import { z } from 'zod';
import { evenIfMembersAreWrong } from './schema-issues.ts';
import { type SecretReader, secretSchema } from './secret-reference.ts';

const text = () => z.string().min(1).max(1000);
const url = () =>
  text().refine(
    value => /^https?:\/\/[^/?#]/i.test(value) && URL.canParse(value),
    'must be an http or https URL',
  );

/** The standard claims that are not identifiers too, each with its type. */
export const claimShape = {
  name: text().optional(),
  given_name: text().optional(),
  family_name: text().optional(),
  middle_name: text().optional(),
  nickname: text().optional(),
  preferred_username: text().optional(),
  profile: url().optional(),
  picture: url().optional(),
  website: url().optional(),
  email_verified: z.boolean().optional(),
  gender: text().optional(),
  birthdate: z
    .string()
    .regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?$/, 'must be YYYY-MM-DD or YYYY')
    .optional(),
  zoneinfo: text().optional(),
  locale: text().optional(),
  phone_number: text().optional(),
  phone_number_verified: z.boolean().optional(),
  address: z
    .strictObject({
      formatted: text().optional(),
      street_address: text().optional(),
      locality: text().optional(),
      region: text().optional(),
      postal_code: text().optional(),
      country: text().optional(),
    })
    .optional(),
  updated_at: z.number().min(0).optional(),
};

const ownedByTokens = new Set(
  [
    'iss',
    'sub',
    'aud',
    'exp',
    'nbf',
    'iat',
    'jti',
    'auth_time',
    'nonce',
    'acr',
    'amr',
    'azp',
    'sid',
    'scope',
  ].concat(
    ['at_hash', 'c_hash', 's_hash', 'client_id', 'cnf', 'act', 'may_act', 'events', '__proto__'],
    ['username', 'email', 'phone'],
    Object.keys(claimShape),
  ),
);

const customData = z.record(z.string(), z.json()).superRefine((data, context) => {
  for (const name of Object.keys(data)) {
    if (!ownedByTokens.has(name)) continue;
    context.addIssue({
      code: 'custom',
      path: [name],
      message: 'is the name of a claim with a meaning of its own',
    });
  }
});

export const createUserSchema = (read: SecretReader) =>
  z
    .strictObject({
      sub: z
        .string()
        .max(255)
        .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII characters without spaces')
        .optional(),
      username: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[^\s\p{Cc}]+$/u, 'must contain no spaces')
        .refine(name => canonicalIdentifier(name) !== undefined, 'must be made of visible characters')
        .optional(),
      email: z
        .string()
        .max(254)
        .regex(/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u, 'must be an e-mail address')
        .optional(),
      phone: z
        .string()
        .regex(/^\+[1-9]\d{5,14}$/, 'must be in E.164 form, such as "+15550100"')
        .optional(),
      password: secretSchema(read).pipe(z.string().min(1).max(1024)).optional(),
      password_hash: secretSchema(read)
        .pipe(
          z
            .string()
            .max(1024)
            .refine(isPasswordHash, 'must be a complete argon2id, bcrypt, pbkdf2 or scrypt hash'),
        )
        .optional(),
      ...claimShape,
      custom_data: customData.optional(),
    })
    .superRefine((user, context) => {
      const declared = (name: keyof typeof user) => user[name] !== undefined;
      if (!declared('username') && !declared('email') && !declared('phone')) {
        const message = 'needs a username, an email or a phone to sign in with';
        context.addIssue({ code: 'custom', path: [], message });
      }
      if (declared('password') && declared('password_hash')) {
        const message = 'must be left out where password is given';
        context.addIssue({ code: 'custom', path: ['password_hash'], message });
      }
    }, evenIfMembersAreWrong);

export type DeclaredUser = z.output<ReturnType<typeof createUserSchema>>;

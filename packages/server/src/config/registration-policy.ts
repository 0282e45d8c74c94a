/** Who may register clients in a pool — RFC 7591 §3. */
import { z } from 'zod';
import { evenIfMembersAreWrong } from './schema-issues.ts';
import { type SecretReader, secretSchema } from './secret-reference.ts';

export interface RegistrationPolicy {
  /** `token`: one who shows an initial access token; `open`: anybody. */
  readonly mode: 'off' | 'token' | 'open';
  readonly initialAccessTokens: readonly string[];
  /** From one address, or with one initial access token. */
  readonly mostPerHour: number;
}

const defaultMostPerHour = 100;

export const noRegistration: RegistrationPolicy = {
  mode: 'off',
  initialAccessTokens: [],
  mostPerHour: defaultMostPerHour,
};

export const registrationPolicySchema = (read: SecretReader) =>
  z
    .strictObject({
      mode: z.enum(['off', 'token', 'open']),
      initial_access_tokens: z
        .array(secretSchema(read).pipe(z.string().regex(/^[\x21-\x7e]{20,}$/, tokenForm)))
        .optional(),
      most_per_hour: z.number().int().min(1).max(100_000).optional(),
    })
    .superRefine(({ mode, initial_access_tokens: tokens = [] }, context) => {
      if (mode !== 'token' || tokens.length > 0) return;
      const message = 'is required by mode token: references such as env:INITIAL_ACCESS_TOKEN';
      context.addIssue({ code: 'custom', path: ['initial_access_tokens'], message });
    }, evenIfMembersAreWrong)
    .transform(
      ({
        mode,
        initial_access_tokens: initialAccessTokens = [],
        most_per_hour: mostPerHour = defaultMostPerHour,
      }): RegistrationPolicy => ({ mode, initialAccessTokens, mostPerHour }),
    );

const tokenForm = 'must have at least 20 characters, printable ASCII without spaces';

/** An application as it is registered: RFC 7591 §2 and OIDC Registration §2 names, and ours in the same style. */
import { readKeySet } from '@symbolon/foundation';
import { z } from 'zod';
import { applicationRules } from './application-rules.ts';
import { brandingSchema } from './branding.ts';
import { claimMembers } from './claims.ts';
import { dialectMembers } from './dialect.ts';
import { signInSchema } from './pool-settings.ts';
import { refuseFetchedUri } from './redirect-uri.ts';
import { evenIfMembersAreWrong, oneOf, planned } from './schema-issues.ts';

export const authenticationMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
] as const;

const method = () => oneOf(authenticationMethods, ['tls_client_auth', 'self_signed_tls_client_auth']);
const grantType = oneOf(
  [
    'authorization_code',
    'refresh_token',
    'implicit',
    'client_credentials',
    'password',
    'urn:ietf:params:oauth:grant-type:device_code',
  ],
  ['urn:ietf:params:oauth:grant-type:token-exchange', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
);
const responseType = oneOf(
  ['code', 'id_token', 'id_token token', 'code id_token', 'code token', 'code id_token token'],
  ['token', 'none'],
);

const signingAlg = () =>
  oneOf(
    ['RS256', 'PS256', 'ES256', 'EdDSA', 'HS256'],
    ['RS384', 'RS512', 'PS384', 'PS512', 'ES384', 'ES512', 'HS384', 'HS512'],
  );

const year = 365 * 86_400;
const lifetime = () => z.int().min(1).max(year);
const text = (largest: number) =>
  z
    .string()
    .min(1)
    .max(largest)
    .regex(/^\P{Cc}*$/u, 'must contain no control characters');
const scopeList = z
  .string()
  .regex(
    /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/,
    'must be scope names with one space between them',
  );

const keySet = z.record(z.string(), z.unknown()).superRefine((set, context) => {
  const keys = readKeySet(set);
  if (typeof keys === 'string') context.addIssue({ code: 'custom', message: `cannot be used: ${keys}` });
});

/** A page that people are led to. */
const linkedUri = () =>
  z
    .string()
    .max(2000)
    .regex(/^https?:\/\/[^/?#@\\]+(?:[/?#][\x21-\x7e]*)?$/i, 'must be an absolute https URL')
    .refine(uri => URL.canParse(uri), 'must be an absolute https URL');

/** An address that is fetched; http is for servers that were told to let inner addresses through. */
const fetchedUri = (withoutWhatIsNotSent = (uri: string) => uri) =>
  z
    .string()
    .max(2000)
    .superRefine((uri, context) => {
      const message = refuseFetchedUri(withoutWhatIsNotSent(uri));
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    });

/** Its fragment, where it has one, says which version of the content is meant — OIDC Core §6.2. */
const requestUri = () => fetchedUri(uri => uri.replace(/#[\x21-\x7e]*$/, ''));

/** The schema of one application. `secret` says how a secret is written: as it is, or by reference. */
export const createApplicationSchema = (secret: z.ZodType<string, string>) =>
  z
    .strictObject({
      client_id: z
        .string()
        .max(128)
        .regex(/^[\x21-\x7e]+$/, 'must be 1 to 128 printable ASCII characters without spaces'),
      client_name: text(200).optional(),
      client_secret: secret.optional(),
      application_type: z.enum(['web', 'native']).optional(),
      redirect_uris: z.array(z.string().max(2000)).max(200).optional(),
      post_logout_redirect_uris: z.array(z.string().max(2000)).max(200).optional(),
      grant_types: z.array(grantType).min(1).optional(),
      response_types: z.array(responseType).optional(),
      token_endpoint_auth_method: method().optional(),
      introspection_endpoint_auth_method: method().optional(),
      revocation_endpoint_auth_method: method().optional(),
      jwks: keySet.optional(),
      jwks_uri: fetchedUri().optional(),
      request_uris: z.array(requestUri()).max(100).optional(),
      request_object_signing_alg: signingAlg().optional(),
      client_uri: linkedUri().optional(),
      logo_uri: linkedUri().optional(),
      policy_uri: linkedUri().optional(),
      tos_uri: linkedUri().optional(),
      initiate_login_uri: fetchedUri().optional(),
      contacts: z.array(text(200)).max(20).optional(),
      subject_type: z.enum(['public', 'pairwise']).optional(),
      sector_identifier_uri: fetchedUri().optional(),
      backchannel_logout_uri: fetchedUri().optional(),
      backchannel_logout_session_required: z.boolean().optional(),
      frontchannel_logout_uri: fetchedUri().optional(),
      frontchannel_logout_session_required: z.boolean().optional(),
      access_token_signed_response_alg: z.enum(['RS256', 'PS256', 'ES256', 'EdDSA']).optional(),
      id_token_signed_response_alg: signingAlg().optional(),
      userinfo_signed_response_alg: signingAlg().optional(),
      audience: text(2000).optional(),
      scope: scopeList.optional(),
      skip_consent: z.boolean().optional(),
      require_pkce: z.boolean().optional(),
      require_pushed_authorization_requests: z.boolean().optional(),
      dpop_bound_access_tokens: z.boolean().optional(),
      dangerously_allow_plain_pkce: z.boolean().optional(),
      refresh_token_reuse_interval: z.int().min(0).max(60).optional(),
      code_lifetime: z.int().min(1).max(600).optional(),
      access_token_lifetime: lifetime().optional(),
      id_token_lifetime: lifetime().optional(),
      refresh_token_lifetime: lifetime().optional(),
      refresh_token_idle_lifetime: lifetime().optional(),
      default_max_age: z.int().min(0).max(year).optional(),
      require_auth_time: z.boolean().optional(),
      ...dialectMembers(),
      ...claimMembers(),
      sign_in: signInSchema().optional(),
      branding: brandingSchema().optional(),
      compat_upgrade_response_mode: z.boolean().optional(),
      dangerously_ignore_unexpected_code_verifier: z.boolean().optional(),
      enabled: z.boolean().optional(),
    })
    .superRefine((application, context) => {
      // The rules see only members that are right in themselves, so that one slip is not reported twice.
      const wrong = new Set(context.issues.map(issue => issue.path?.[0]));
      const right = Object.fromEntries(Object.entries(application).filter(([name]) => !wrong.has(name)));
      for (const { path, message } of applicationRules(right, name => wrong.has(name))) {
        context.addIssue({ code: 'custom', path: [...path], message });
      }
    }, evenIfMembersAreWrong)
    .register(planned, { names: plannedMembers });

const plannedMembers = [
  'profile',
  'software_id',
  'software_version',
  'software_statement',
  'id_token_encrypted_response_alg',
  'id_token_encrypted_response_enc',
  'userinfo_encrypted_response_alg',
  'userinfo_encrypted_response_enc',
  'token_endpoint_auth_signing_alg',
  'default_acr_values',
  'tls_client_certificate_bound_access_tokens',
];

export type Application = z.output<ReturnType<typeof createApplicationSchema>>;

/** What is registered of an application, its secret apart. */
export type ApplicationMetadata = Omit<Application, 'client_secret'>;

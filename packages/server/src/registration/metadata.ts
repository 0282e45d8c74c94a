/** What a client says of itself, judged: nothing it may not decide is taken from it — RFC 7591 §2, OIDC Registration §2. */
import { isJsonObject, type JsonObject } from '@symbolon/foundation';
import { z } from 'zod';
import { type ApplicationMetadata, createApplicationSchema } from '../config/application.ts';
import { problemsOf } from '../config/schema-issues.ts';
import { type Breach, selfRegistrationRules } from './rules.ts';

/** THE TABLE of members that are taken from a client; all others are ignored (RFC 7591 §2). */
const members = [
  'client_name',
  'application_type',
  'redirect_uris',
  'post_logout_redirect_uris',
  'grant_types',
  'response_types',
  'token_endpoint_auth_method',
  'introspection_endpoint_auth_method',
  'revocation_endpoint_auth_method',
  'jwks',
  'jwks_uri',
  'request_uris',
  'request_object_signing_alg',
  'client_uri',
  'logo_uri',
  'policy_uri',
  'tos_uri',
  'initiate_login_uri',
  'contacts',
  'backchannel_logout_uri',
  'backchannel_logout_session_required',
  'frontchannel_logout_uri',
  'frontchannel_logout_session_required',
  'subject_type',
  'sector_identifier_uri',
  'id_token_signed_response_alg',
  'userinfo_signed_response_alg',
  'scope',
  'require_pushed_authorization_requests',
  'dpop_bound_access_tokens',
  'default_max_age',
  'require_auth_time',
] as const;

const defaults = {
  grant_types: ['authorization_code'],
  response_types: ['code'],
  token_endpoint_auth_method: 'client_secret_basic',
  application_type: 'web',
  subject_type: 'public',
  id_token_signed_response_alg: 'RS256',
};

export type Judged =
  | { readonly kind: 'right'; readonly metadata: ApplicationMetadata; readonly secret: string | undefined }
  | { readonly kind: 'refused'; readonly of: 'redirect-uri' | 'metadata'; readonly description: string };

const schema = createApplicationSchema(z.string());

/** `secret` is the one that the client gets if it needs one. */
export function judgeMetadata(clientId: string, said: JsonObject, secret: string): Judged {
  const taken = Object.fromEntries(
    members.flatMap(name => (said[name] === undefined || said[name] === null ? [] : [[name, said[name]]])),
  );
  const application = { ...defaults, ...taken, client_id: clientId };
  const needed = needsSecret(application) ? secret : undefined;
  const judged = schema.safeParse({ ...application, ...(needed && { client_secret: needed }) });
  if (!judged.success) {
    const document = { value: application, positionOf: () => ({ line: 0, column: 0 }) };
    const [first] = problemsOf(judged.error.issues, schema, document);
    return refused(first?.path ?? 'the metadata', first?.message ?? 'cannot be registered');
  }
  const { client_secret: _, ...metadata } = judged.data;
  const [breach] = selfRegistrationRules(metadata);
  return breach ? refusedFor(breach) : { kind: 'right', metadata, secret: needed };
}

/** Whether some member asks for a secret. */
export const needsSecret = (application: JsonObject): boolean =>
  Object.entries(application).some(
    ([name, value]) =>
      (name.endsWith('_auth_method') && String(value).startsWith('client_secret_')) ||
      (/_(?:signed_response|signing)_alg$/.test(name) && value === 'HS256'),
  );

const refusedFor = ({ member, message }: Breach): Judged => refused(member, message);

/** The description is ASCII without quotes (RFC 6749 §5.2), and says nothing that the client has not sent itself. */
export function refused(path: string, message: string): Extract<Judged, { readonly kind: 'refused' }> {
  const description = `${path} ${message}.`.replace(/[^\x20-\x7e]|["\\]/g, '');
  return { kind: 'refused', of: path.startsWith('redirect_uris') ? 'redirect-uri' : 'metadata', description };
}

/** Whether the sector document names every redirect URI — OIDC Core §8.1, OIDC Registration §5. */
export function namesAll(text: string, redirectUris: readonly string[]): boolean {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return false;
  }
  if (!Array.isArray(list) || isJsonObject(list)) return false;
  return list.every(entry => typeof entry === 'string') && redirectUris.every(uri => list.includes(uri));
}

/** An application as the API tells it, and what the console reads out of it. */
import type { Answer, Body } from '../api/call.ts';

export type Application = Answer<'GET /pools/{pool}/applications/{client_id}'>;
/** What is written: all but what nobody writes. */
export type Draft = Body<'PUT /pools/{pool}/applications/{client_id}'>;

export function draftOf(application: Application): Draft {
  const { managed_by, created_at, updated_at, secrets, client_secret, ...draft } = application;
  return draft;
}

/** Sets a member; undefined takes it away. */
export function withMember<Document extends object, Name extends keyof Document>(
  document: Document,
  name: Name,
  value: Document[Name] | undefined,
): Document {
  const copy = { ...document };
  if (value === undefined) delete copy[name];
  else copy[name] = value;
  return copy;
}

export const applicationTypes = ['web', 'spa', 'native', 'machine'] as const;
export type ApplicationType = (typeof applicationTypes)[number];

export function typeOf({
  token_endpoint_auth_method: method,
  application_type: kind,
  grant_types: grants,
}: Draft): ApplicationType {
  if (kind === 'native') return 'native';
  if (method === 'none') return 'spa';
  return grants?.length === 1 && grants[0] === 'client_credentials' ? 'machine' : 'web';
}

export const isPublic = ({ token_endpoint_auth_method: method }: Draft): boolean => method === 'none';

/** What an application of a type begins with. */
export const beginnings: Readonly<Record<ApplicationType, Draft>> = {
  web: { grant_types: ['authorization_code', 'refresh_token'], response_types: ['code'], skip_consent: true },
  spa: {
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    skip_consent: true,
  },
  native: {
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    skip_consent: true,
  },
  machine: { grant_types: ['client_credentials'], response_types: [], skip_consent: true },
};

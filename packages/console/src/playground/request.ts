/** Requests of the playground: what they are, and how they are sent. */
import type { Credentials } from './client-authentication.ts';

export type Pairs = readonly (readonly [string, string])[];

export interface Endpoints {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly device_authorization_endpoint: string;
  readonly userinfo_endpoint: string;
  readonly introspection_endpoint: string;
  readonly revocation_endpoint: string;
  readonly jwks_uri: string;
}

export async function discover(issuer: string): Promise<Endpoints> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`, { credentials: 'omit' });
  const found: Endpoints = await response.json();
  return found;
}

/** A request as it goes out: by the browser with its fields in the address, else by `fetch`. */
export type Request = { readonly endpoint: string } & (
  | { readonly kind: 'browser'; readonly fields: Pairs }
  | { readonly kind: 'form'; readonly fields: Pairs; readonly basic?: Credentials['basic'] }
  | { readonly kind: 'bearer'; readonly token: string }
);

export interface Answered {
  readonly status: number;
  readonly correlationId: string | undefined;
  readonly members: Readonly<Record<string, unknown>>;
}

export async function send(request: Exclude<Request, { kind: 'browser' }>, signal: AbortSignal) {
  const response = await fetch(request.endpoint, {
    ...(request.kind === 'form'
      ? { method: 'POST', body: formOf(request.fields), headers: basicHeader(request.basic) }
      : { headers: { authorization: `Bearer ${request.token}` } }),
    credentials: 'omit',
    cache: 'no-store',
    signal,
  });
  const answered: Answered = {
    status: response.status,
    correlationId: response.headers.get('x-correlation-id') ?? undefined,
    members: await membersOf(response),
  };
  return answered;
}

async function membersOf(response: Response): Promise<Answered['members']> {
  // Userinfo may be signed: OIDC Core §5.3.2.
  if (response.headers.get('content-type') === 'application/jwt') return { jwt: await response.text() };
  const told: unknown = await response.json().catch(() => ({}));
  return typeof told === 'object' && told !== null ? { ...told } : {};
}

const formOf = (fields: Pairs) => new URLSearchParams(fields.map(([name, value]) => [name, value]));

const formEncoded = (text: string): string =>
  formOf([['', text]])
    .toString()
    .slice(1);

function basicHeader(basic: Credentials['basic']): Record<string, string> {
  if (!basic) return {};
  return { authorization: `Basic ${btoa(`${formEncoded(basic.clientId)}:${formEncoded(basic.secret)}`)}` };
}

export const addressOf = ({ endpoint, fields }: Extract<Request, { kind: 'browser' }>): string =>
  `${endpoint}?${formOf(fields)}`;

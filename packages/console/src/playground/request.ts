/** Requests of the playground: made, sent, and told as a command. */

export type Pairs = readonly (readonly [string, string])[];

const encode = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export const randomValue = (): string => encode(crypto.getRandomValues(new Uint8Array(32)));

export async function challengeOf(verifier: string, method: string): Promise<string> {
  if (method !== 'S256') return verifier;
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

export interface Endpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly jwks_uri: string;
}

export async function discover(issuer: string): Promise<Endpoints> {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`, { credentials: 'omit' });
  const found: Endpoints = await response.json();
  return found;
}

/** How the application proves itself at the token endpoint. */
export interface Proof {
  readonly clientId: string;
  readonly method: string;
  readonly secret: string;
}

export interface TokenAnswer {
  readonly status: number;
  readonly correlationId: string | undefined;
  readonly members: Readonly<Record<string, unknown>>;
}

const formEncoded = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

export async function askForTokens(endpoint: string, fields: Pairs, proof: Proof): Promise<TokenAnswer> {
  const body = new URLSearchParams([...fields.map(([name, value]) => [name, value]), ...inForm(proof)]);
  const response = await fetch(endpoint, {
    method: 'POST',
    credentials: 'omit',
    cache: 'no-store',
    headers: proof.method === 'client_secret_basic' ? { authorization: basicOf(proof) } : {},
    body,
  });
  const told: unknown = await response.json().catch(() => ({}));
  return {
    status: response.status,
    correlationId: response.headers.get('x-correlation-id') ?? undefined,
    members: typeof told === 'object' && told !== null ? { ...told } : {},
  };
}

const basicOf = ({ clientId, secret }: Proof): string =>
  `Basic ${btoa(`${formEncoded(clientId)}:${formEncoded(secret)}`)}`;

const inForm = ({ clientId, method, secret }: Proof): string[][] => {
  if (method === 'client_secret_basic') return [];
  const named = ['client_id', clientId];
  return method === 'client_secret_post' ? [named, ['client_secret', secret]] : [named];
};

const secretNames = ['client_secret', 'password', 'code', 'code_verifier', 'refresh_token'];
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The same request for a shell; secrets only where they are to be shown. */
export function curlOf(endpoint: string, fields: Pairs, proof: Proof, isRevealed: boolean): string {
  const shown = (name: string, value: string) =>
    isRevealed || !secretNames.includes(name) ? value : '********';
  const secret = shown('client_secret', proof.secret);
  const lines = [
    `curl ${quote(endpoint)}`,
    ...(proof.method === 'client_secret_basic' ? [`--user ${quote(`${proof.clientId}:${secret}`)}`] : []),
    ...[...fields, ...inForm(proof)].map(([name = '', value = '']) => {
      return `--data-urlencode ${quote(`${name}=${shown(name, value)}`)}`;
    }),
  ];
  return lines.join(' \\\n  ');
}

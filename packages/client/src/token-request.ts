/** The token endpoint and its neighbours: authenticated form posts — RFC 6749 §3.2, RFC 7009, RFC 7662. */
import { type Identity, proveIdentity } from './client-authentication.ts';
import type { Prover } from './dpop.ts';
import { type Answer, send } from './http.ts';
import type { AuthenticatedEndpoint } from './options.ts';
import type { Provider } from './provider.ts';

export interface FormRequest {
  readonly url: string;
  /** Whose client authentication method is used. */
  readonly endpoint: AuthenticatedEndpoint;
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly identity?: Identity | undefined;
}

export async function postForm(provider: Provider, request: FormRequest): Promise<Answer> {
  const { url, endpoint, fields, identity } = request;
  const { settings } = provider;
  const { issuer } = await provider.metadata();
  const prover = endpoint === 'token' ? await provider.prover() : undefined;
  return withProof(prover, 'POST', url, undefined, async dpop => {
    // An assertion is single-use, hence a fresh one for each attempt.
    const proof = await proveIdentity(settings, endpoint, issuer, identity);
    return send(settings.transport, url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        ...proof.headers,
        ...dpop,
      },
      body: formOf({ ...fields, ...proof.fields }),
    });
  });
}

/** Sends with a proof of possession where there is a key, and once more where the server asks for its nonce. */
export async function withProof(
  prover: Prover | undefined,
  method: string,
  url: string,
  accessToken: string | undefined,
  attempt: (headers: Readonly<Record<string, string>>) => Promise<Answer>,
): Promise<Answer> {
  if (prover === undefined) return attempt({});
  const proven = async () => attempt({ dpop: await prover.proofFor(method, url, accessToken) });
  const answer = await proven();
  return prover.learn(answer, url) ? proven() : answer;
}

export function formOf(fields: Readonly<Record<string, string | undefined>>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.set(name, value);
  return form.toString();
}

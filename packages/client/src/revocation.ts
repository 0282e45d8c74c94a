/** Revocation Endpoint — RFC 7009 §2. */
import { requireText } from './errors.ts';
import { successOf } from './http.ts';
import type { Provider } from './provider.ts';
import { postForm } from './token-request.ts';

/** Ends an access or refresh token, and with a refresh token all that came of its authorization. */
export async function revokeToken(provider: Provider, token: string): Promise<void> {
  const url = (await provider.metadata()).endpoint('revocation_endpoint');
  const fields = { token: requireText(token, 'token') };
  const answer = await postForm(provider, { url, endpoint: 'revocation', fields });
  if (answer.status !== 200) successOf(answer, url);
}

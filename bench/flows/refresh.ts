/** A chain of refresh tokens, each used once, with an ID token at every link — RFC 6749 §6, OIDC Core §12. */
import type { WebClient } from '../clients.ts';
import { askTokens, type Flow, textOf, tokensOf } from './flow.ts';
import { expectIdToken } from './id-token.ts';

export const refresh = (name: string, client: WebClient): Flow => ({
  name,
  at: 'both',
  async prepare(caller) {
    const asked = {
      clientId: client.clientId,
      scope: 'openid profile email offline_access',
      prompt: 'consent',
    } as const;
    let token = textOf(await tokensOf(caller, asked), 'refresh_token');
    return async () => {
      const members = await askTokens(caller, client.clientId, {
        grant_type: 'refresh_token',
        refresh_token: token,
      });
      expectIdToken(members, client.idTokenAlg);
      const next = textOf(members, 'refresh_token');
      if (next === token) throw new Error('the refresh token did not change');
      token = next;
    };
  },
});

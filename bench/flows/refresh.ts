/** A chain of refresh tokens, each used once — RFC 6749 §6, OIDC Core §12. */
import { type WebClient, web } from '../clients.ts';
import type { ServerName } from '../servers/server.ts';
import { askTokens, atServersOf, type Flow, providers, textOf, tokensOf } from './flow.ts';
import { expectIdToken } from './id-token.ts';

/** With an ID token at every link. */
export const refresh = (name: string, { clientId, idTokenAlg }: WebClient): Flow =>
  chain(name, atServersOf(idTokenAlg), clientId, 'openid profile email offline_access', members =>
    expectIdToken(members, idTokenAlg),
  );

/** What a server of OAuth without OpenID Connect has of it: nothing is signed. */
export const refreshWithoutIdToken: Flow = chain(
  'refresh-without-id-token',
  [...providers, 'oauth2-server'],
  web.clientId,
  'profile email offline_access',
  ({ id_token: idToken }) => {
    if (idToken !== undefined) throw new Error('there is an ID token');
  },
);

function chain(
  name: string,
  at: readonly ServerName[],
  clientId: string,
  scope: string,
  check: (members: Record<string, unknown>) => void,
): Flow {
  return {
    name,
    at,
    async prepare(caller) {
      const asked = { clientId, scope, prompt: 'consent' } as const;
      let token = textOf(await tokensOf(caller, asked), 'refresh_token');
      return async () => {
        const form = { grant_type: 'refresh_token', refresh_token: token };
        const members = await askTokens(caller, clientId, form);
        check(members);
        const next = textOf(members, 'refresh_token');
        if (next === token) throw new Error('the refresh token did not change');
        token = next;
      };
    },
  };
}

/** The authorization code flow with PKCE, whole and in parts — OIDC Core §3.1, RFC 7636. */
import { type WebClient, web } from '../clients.ts';
import { EndUser } from '../end-user.ts';
import { atServersOf, type Flow, providers, redeem } from './flow.ts';
import { expectIdToken } from './id-token.ts';

const scope = 'openid profile email';

export const authorize: Flow = {
  name: 'authorize',
  at: providers,
  async prepare({ user }) {
    const asked = { clientId: web.clientId, scope };
    await user.signIn(asked);
    return () => user.authorize(asked);
  },
};

export const codeFlow = (name: string, { clientId, idTokenAlg }: WebClient): Flow => ({
  name,
  at: atServersOf(idTokenAlg),
  async prepare(caller) {
    const asked = { clientId, scope };
    await caller.user.signIn(asked);
    return async () => {
      const members = await redeem(caller, clientId, await caller.user.authorize(asked));
      expectIdToken(members, idTokenAlg);
    };
  },
});

/** A browser that nobody knows: the request, the page, the password, and the code that comes back. */
export const passwordSignIn: Flow = {
  name: 'password-sign-in',
  at: ['symbolon'],
  async prepare({ endpoints, user, username }) {
    const asked = { clientId: web.clientId, scope };
    await user.signIn(asked);
    return () => new EndUser(endpoints, username).signIn(asked);
  },
};

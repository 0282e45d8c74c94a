/** What becomes of an opaque access token — OIDC Core §5.3, RFC 7662. */
import { web } from '../clients.ts';
import { ask, jsonOf } from '../http-connection.ts';
import { authentication, type Caller, type Flow, providers, textOf, tokensOf } from './flow.ts';

const accessTokenOf = async (caller: Caller) =>
  textOf(await tokensOf(caller, { clientId: web.clientId, scope: 'openid profile email' }), 'access_token');

export const userinfo: Flow = {
  name: 'userinfo',
  at: providers,
  async prepare(caller) {
    const headers = { authorization: `Bearer ${await accessTokenOf(caller)}` };
    return async () => {
      const members = jsonOf(await ask(caller.endpoints.userinfo, { headers }));
      textOf(members, 'sub');
      textOf(members, 'email');
    };
  },
};

export const introspection: Flow = {
  name: 'introspection',
  at: providers,
  async prepare(caller) {
    const form = { token: await accessTokenOf(caller) };
    const headers = authentication(web.clientId);
    return async () => {
      const { active } = jsonOf(await ask(caller.endpoints.introspection, { headers, form }));
      if (active !== true) throw new Error('the access token is not active');
    };
  },
};

/** The flows of a database with many end-users: each pass is somebody else's. */
import { crowd } from '../clients.ts';
import { EndUser } from '../end-user.ts';
import { askTokens, type Flow, redeem, textOf } from './flow.ts';
import { expectIdToken } from './id-token.ts';

const scope = 'openid profile email';

export const refreshOfAnyone: Flow = {
  name: 'refresh',
  at: ['symbolon'],
  prepare: caller => async () => {
    const form = { grant_type: 'refresh_token', refresh_token: caller.strangers.takeRefreshToken() };
    const members = await askTokens(caller, crowd.clientId, form);
    expectIdToken(members, crowd.idTokenAlg);
    caller.strangers.giveRefreshToken(textOf(members, 'refresh_token'));
  },
};

export const codeOfAnyone: Flow = {
  name: 'code',
  at: ['symbolon'],
  async prepare(caller) {
    const username = caller.strangers.username();
    const user = new EndUser(caller.endpoints, username);
    await user.signIn({ clientId: crowd.clientId, scope });
    return async () => {
      const code = await user.authorize({ clientId: crowd.clientId, scope });
      expectIdToken(await redeem({ ...caller, user, username }, crowd.clientId, code), crowd.idTokenAlg);
    };
  },
};

export const signInOfAnyone: Flow = {
  name: 'password-sign-in',
  at: ['symbolon'],
  prepare:
    ({ endpoints, strangers }) =>
    () =>
      new EndUser(endpoints, strangers.username()).signIn({ clientId: crowd.clientId, scope }),
};

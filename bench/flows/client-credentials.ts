/** A machine asks for an access token — RFC 6749 §4.4, RFC 9068. */
import type { MachineClient } from '../clients.ts';
import { askTokens, type Flow, textOf } from './flow.ts';

export const clientCredentials = (name: string, client: MachineClient): Flow => ({
  name,
  at: 'both',
  prepare: caller => async () => {
    const members = await askTokens(caller, client.clientId, { grant_type: 'client_credentials' });
    const format = textOf(members, 'access_token').split('.').length === 3 ? 'jwt' : 'opaque';
    if (format !== client.accessTokenFormat) throw new Error(`the access token is ${format}`);
  },
});

/** A machine asks for an access token — RFC 6749 §4.4, RFC 9068. */
import type { MachineClient } from '../clients.ts';
import type { ServerName } from '../servers/server.ts';
import { askTokens, type Caller, type Flow, textOf } from './flow.ts';
import { algorithmOf } from './id-token.ts';

export const clientCredentials = (name: string, client: MachineClient, at: readonly ServerName[]): Flow => ({
  name,
  at,
  async prepare(caller) {
    const form = await formOf(caller, client);
    return async () => {
      const found = kindOf(textOf(await askTokens(caller, client.clientId, form), 'access_token'));
      if (found !== kindAskedOf(client)) throw new Error(`the access token is ${found}`);
    };
  },
});

const kindAskedOf = ({ accessTokenFormat, accessTokenAlg }: MachineClient): string =>
  accessTokenFormat === 'jwt' ? accessTokenAlg : 'opaque';

const kindOf = (token: string): string => (token.split('.').length === 3 ? algorithmOf(token) : 'opaque');

/** Where JSON Web Tokens are given only to who names their audience, it is named — RFC 8707 §2. */
async function formOf(caller: Caller, client: MachineClient): Promise<Record<string, string>> {
  const form = { grant_type: 'client_credentials' };
  const members = await askTokens(caller, client.clientId, form);
  return kindOf(textOf(members, 'access_token')) === kindAskedOf(client)
    ? form
    : { ...form, resource: client.audience };
}

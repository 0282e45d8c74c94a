/** Client credentials: a program in its own name, by an access key — RFC 6749 §4.4. */
import { AuthenticationClient } from '@symbolon/client';
import { protectedApi, provider } from './addresses.ts';
import { createRecorder } from './exchanges.ts';
import { serve } from './site.ts';

const about =
  'No end-user: a program shows its access key and gets a token for what the key may do. What it asked beyond that comes back as rejected_scope.';
const actions = [{ label: 'Get a token', path: '/token', fields: { scope: 'book:1:read book:1:write' } }];
const title = 'Machine to machine: client credentials';

export const startMachineToMachine = () =>
  serve(4005, {
    'GET /': () => ({ title, about, actions }),
    'POST /token': async ({ form }) => {
      const recorder = createRecorder();
      const client = new AuthenticationClient({
        appId: 'machine-to-machine',
        appSecret: 'machine-secret-for-the-examples-only',
        appHost: provider,
        fetch: recorder.fetch,
      });
      const { raw: _, ...values } = await client.getAccessTokenByClientCredentials(form.get('scope') ?? '', {
        accessKey: 'EXAMPLE_AK',
        accessSecret: 'access-key-secret-for-the-examples-only',
      });
      const headers = { authorization: `Bearer ${values.access_token}` };
      await recorder.fetch(`${protectedApi}/api/protected`, { headers });
      return { title, about, actions, values, exchanges: recorder.exchanges };
    },
  });

/** Password: an old application that still asks for passwords itself, on its way out of that — RFC 6749 §4.3. */
import { AuthenticationClient } from '@symbolon/client';
import { provider } from './addresses.ts';
import { createRecorder } from './exchanges.ts';
import { serve } from './site.ts';

const about =
  'The application sees the password, which is why this mode is switched off until an administrator switches it on. Use it to move an old application over, then send its users to the hosted login.';
const actions = [
  {
    label: 'Sign in',
    path: '/login',
    fields: { username: 'alice', password: 'wonderland for the examples' },
  },
];
const title = 'Password migration';

export const startPasswordMigration = () =>
  serve(4006, {
    'GET /': () => ({ title, about, actions }),
    'POST /login': async ({ form }) => {
      const recorder = createRecorder();
      const client = new AuthenticationClient({
        appId: 'password-migration',
        appSecret: 'password-secret-for-the-examples-only',
        appHost: provider,
        scope: 'openid profile email offline_access',
        fetch: recorder.fetch,
      });
      const credentials = { username: form.get('username') ?? '', password: form.get('password') ?? '' };
      try {
        const { raw: _, ...values } = await client.getAccessTokenByPassword(credentials);
        return { title, about, actions, values, exchanges: recorder.exchanges };
      } catch (problem) {
        return { title, about, actions, exchanges: recorder.exchanges, problem: String(problem) };
      }
    },
  });

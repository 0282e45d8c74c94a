/** The configuration when there is no file at all: something to sign in to within a minute. */
import { type Configuration, toConfiguration } from './configuration.ts';

export const demoUser = { username: 'demo', email: 'demo@symbolon.local' } as const;

export interface DefaultOptions {
  readonly dataFolder: string;
  readonly demoPassword: string;
  readonly listen?: { readonly host?: string | undefined; readonly port?: number | undefined } | undefined;
  /** Where it differs from what `listen` makes of it. */
  readonly origin?: string | undefined;
}

/** One pool with a public demo application at `{origin}/demo/callback` and a demo user. */
export function defaultConfiguration({
  dataFolder,
  demoPassword,
  listen,
  origin,
}: DefaultOptions): Configuration {
  const edges = { dataFolder, fileFolder: dataFolder, listen };
  const settings = toConfiguration({ ...(origin !== undefined && { server: { origin } }) }, edges);
  const file = {
    server: { origin: settings.origin },
    user_pools: [
      {
        name: 'default',
        applications: [
          {
            client_id: 'demo',
            client_name: 'Demo application',
            token_endpoint_auth_method: 'none' as const,
            grant_types: ['authorization_code' as const, 'refresh_token' as const],
            redirect_uris: [`${settings.origin}/demo/callback`],
            post_logout_redirect_uris: [`${settings.origin}/`],
            skip_consent: true,
          },
        ],
        users: [{ ...demoUser, email_verified: true, name: 'Demo User', password: demoPassword }],
      },
    ],
  };
  return toConfiguration(file, edges);
}

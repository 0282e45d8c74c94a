/** The application `console` that the server itself provides to its administrators. */
import type { Client } from '@symbolon/protocol';
import { toClient } from '../config/client.ts';
import { adminAudience } from './admin-context.ts';

export const consoleClientId = 'console';

/** Public: code with PKCE, and refresh tokens that rotate. Nobody registers it, and nobody changes it. */
export const createConsoleClient = (origin: string): Client =>
  toClient(
    {
      client_id: consoleClientId,
      client_name: 'Symbolon console',
      token_endpoint_auth_method: 'none',
      redirect_uris: [`${origin}/console/`],
      post_logout_redirect_uris: [`${origin}/console/`],
      grant_types: ['authorization_code', 'refresh_token'],
      audience: adminAudience(origin),
      access_token_lifetime: 600,
      skip_consent: true,
    },
    undefined,
  );

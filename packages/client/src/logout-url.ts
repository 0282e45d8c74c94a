/** RP-initiated logout — OIDC RP-Initiated Logout §2. */
import type { Provider } from './provider.ts';
import { formOf } from './token-request.ts';

export interface LogoutOptions {
  /** Names the session, so that no confirmation is asked. */
  readonly idToken?: string;
  /** Default: the client's `logoutRedirectUri`. */
  readonly redirectUri?: string;
  readonly state?: string;
}

export async function createLogoutUrl(provider: Provider, options: LogoutOptions = {}): Promise<string> {
  const { settings } = provider;
  const endpoint = (await provider.metadata()).endpoint('end_session_endpoint');
  const query = formOf({
    client_id: settings.clientId,
    id_token_hint: options.idToken,
    post_logout_redirect_uri: options.redirectUri ?? settings.logoutRedirectUri,
    state: options.state,
  });
  return `${endpoint}${endpoint.includes('?') ? '&' : '?'}${query}`;
}

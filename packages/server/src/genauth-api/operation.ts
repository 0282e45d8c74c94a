/** An operation of the API of Authing and GenAuth, and what it works with. */
import type { HttpRequest, HttpResponse } from '@symbolon/foundation';
import type { SignUp } from '@symbolon/login';
import type { AuthorizationServer, IssuerContext, Method } from '@symbolon/protocol';
import { OAuthError } from '@symbolon/protocol';
import type { PoolSettings } from '../config/pool-settings.ts';

export interface ApiContext {
  readonly context: IssuerContext;
  readonly server: AuthorizationServer;
  readonly signUp: SignUp;
  /** Of the pool, at this moment. */
  readonly settings: () => Pick<PoolSettings, 'signUp' | 'agreements'>;
}

export interface Operation {
  /** Below the pool. */
  readonly paths: readonly string[];
  readonly methods: readonly Method[];
  /** Throws `OAuthError`. */
  readonly handle: (request: HttpRequest, api: ApiContext) => Promise<HttpResponse>;
}

/** Acts, and notes a refusal in the audit trail before it is thrown on. */
export async function noting<Done>(
  type: string,
  request: HttpRequest,
  { context }: ApiContext,
  act: () => Promise<Done> | Done,
): Promise<Done> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof OAuthError) {
      const { pool } = context;
      const { correlationId, remoteAddress } = request;
      const reason = `${error.rule}: ${error.reason ?? error.message}`;
      context.audit({ pool, type, outcome: 'refused', correlationId, remoteAddress, reason });
    }
    throw error;
  }
}

/** Passwords where no page can ask for more: never past a second factor — RFC 6749 §4.3, OWASP ASVS 5 §6.3.4. */
import type { PoolId } from '@symbolon/foundation';
import { type CredentialStore, type Login, owedFactor } from '@symbolon/login';
import type { IssuerContext } from '@symbolon/protocol';
import type { PoolSettings } from '../config/pool-settings.ts';

interface VerifyPasswordDependencies {
  readonly pool: PoolId;
  readonly login: Login;
  readonly credentials: CredentialStore;
  readonly settings: () => PoolSettings;
}

export const createVerifyPassword =
  ({ pool, login, credentials, settings }: VerifyPasswordDependencies): IssuerContext['verifyPassword'] =>
  async attempt => {
    if (!settings().methods.includes('password')) return { kind: 'refused' };
    const outcome = await login.signIn(pool, attempt);
    if (outcome.kind !== 'authenticated') return outcome;
    const owed = owedFactor(settings(), await credentials.of(pool, outcome.userId), outcome.amr);
    return owed === 'nothing' ? outcome : { kind: 'second_factor_owed' };
  };

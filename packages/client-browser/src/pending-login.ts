/** Logins that are away at the provider: kept in this tab under their state, each for one answer — RFC 9700 §4.7. */
import { AuthenticationError, isJson, isLoginTransaction, type LoginTransaction } from '@symbolon/client';

export interface PendingLogin {
  readonly transaction: LoginTransaction;
  /** What the application wants back, as JSON. */
  readonly appState: unknown;
}

const keyOf = (state: string) => `symbolon:login:${state}`;

export function keepLogin(login: PendingLogin): void {
  sessionStorage.setItem(keyOf(login.transaction.state), JSON.stringify(login));
}

/** The login that this tab began with this `state`; a second time there is none. */
export function takeLogin(state: string | null): PendingLogin {
  const key = keyOf(state ?? '');
  const text = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  const login: unknown = JSON.parse(text ?? 'null');
  if (isJson(login) && isLoginTransaction(login['transaction']) && login['transaction'].state === state)
    return { transaction: login['transaction'], appState: login['appState'] };
  throw new AuthenticationError(
    'callback_mismatch',
    'This login was not begun in this tab, or its answer was used before: its state is unknown.',
  );
}

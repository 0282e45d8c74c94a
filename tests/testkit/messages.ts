/** Messages to end-users, to be filled in. */
import { type PoolId, readPoolId } from '@symbolon/foundation';
import type { Message } from '@symbolon/login';

export function poolNamed(name: string): PoolId {
  const pool = readPoolId(name);
  if (pool === undefined) throw new Error(`${name} is no name of a pool`);
  return pool;
}

export const defaultPool = poolNamed('default');

/** A sign-in code that is good for ten minutes from then. */
export const codeMessage = (at: number, change: Partial<Message> = {}): Message => ({
  to: { channel: 'email', address: 'alice@example.com' },
  tidings: { kind: 'sign_in_code', code: '493817' },
  locale: 'en',
  senderName: 'Acme',
  expiresAt: at + 600,
  ...change,
});

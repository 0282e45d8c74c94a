/** The end-users of a database that has grown, as a load process meets them. */
import { readFileSync } from 'node:fs';
import { callers, userOf } from '../clients.ts';
import type { Strangers } from '../flows/flow.ts';

/** The content of the file. */
export interface Deployment {
  readonly users: number;
  readonly refreshTokens: readonly string[];
}

export function readStrangers(path: string | undefined): Strangers {
  const { users, refreshTokens }: Deployment =
    path === undefined ? { users: callers, refreshTokens: [] } : JSON.parse(readFileSync(path, 'utf8'));
  // First come, first served: every one of them has its turn before any has a second.
  const queue = [...refreshTokens];
  let first = 0;
  return {
    username: () => userOf(Math.floor(Math.random() * users)).username,
    takeRefreshToken() {
      const token = queue[first++];
      if (token === undefined) throw new Error('all refresh tokens of the deployment are taken');
      return token;
    },
    giveRefreshToken: token => void queue.push(token),
  };
}

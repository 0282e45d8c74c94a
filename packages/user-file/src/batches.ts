/** Users some at a time, as many as one request of the admin API takes. */
import type { UserDocument } from './user-table.ts';

/** Enough to be fast, and few enough for a bar that moves. */
const mostUsers = 100;
/** Half of what the API reads: characters may take several bytes. */
const mostCharacters = 350_000;

export interface Batch {
  /** Of its first user, from 0. */
  readonly from: number;
  readonly users: readonly UserDocument[];
}

export function batchesOf(users: readonly UserDocument[]): readonly Batch[] {
  const batches: { from: number; users: UserDocument[] }[] = [];
  let length = 0;
  for (const [from, user] of users.entries()) {
    const own = JSON.stringify(user).length;
    const last = batches.at(-1);
    if (last === undefined || last.users.length === mostUsers || length + own > mostCharacters) {
      batches.push({ from, users: [user] });
      length = own;
    } else {
      last.users.push(user);
      length += own;
    }
  }
  return batches;
}

/** Users sent batch by batch: what was taken, what was refused, and where to go on after a failure. */
import type { Batch, RefusedRow } from '@symbolon/user-file';
import { Problem } from '../api/problem.ts';

export interface Standing {
  /** The batch that is sent next. */
  readonly next: number;
  readonly sent: number;
  readonly imported: number;
  readonly refused: readonly RefusedRow[];
}

export const beginning: Standing = { next: 0, sent: 0, imported: 0, refused: [] };

export interface BatchAnswer {
  readonly imported: number;
  readonly refused: readonly { readonly index: number; readonly detail: string }[];
}

export interface Sending {
  readonly batches: readonly Batch[];
  /** In the file, of each user that is sent; both from 0. */
  readonly rows: readonly number[];
  /** May be asked for the same batch again, and must then import nobody twice. */
  readonly send: (batch: Batch) => Promise<BatchAnswer>;
  readonly told: (standing: Standing) => void;
  readonly isLeft: () => boolean;
}

/** These say what is wrong with the batch: it would be refused again. */
const ofTheBatch = new Set([400, 413, 422]);

/** Goes on from where it stands; rejects with what stopped it, and can then be called again. */
export async function sendAll(sending: Sending, from: Standing): Promise<Standing> {
  let standing = from;
  for (const batch of sending.batches.slice(from.next)) {
    if (sending.isLeft()) break;
    const answer = await sending.send(batch).catch((error: unknown): BatchAnswer => {
      if (!(error instanceof Problem) || !ofTheBatch.has(error.status)) throw error;
      const refused = batch.users.map((_user, index) => ({ index, detail: error.message }));
      return { imported: 0, refused };
    });
    standing = after(standing, batch, answer, sending.rows);
    sending.told(standing);
  }
  return standing;
}

const after = (
  { next, sent, imported, refused }: Standing,
  { from, users }: Batch,
  answer: BatchAnswer,
  rows: readonly number[],
): Standing => ({
  next: next + 1,
  sent: sent + users.length,
  imported: imported + answer.imported,
  refused: [
    ...refused,
    ...answer.refused.map(({ index, detail }) => ({
      row: rows[from + index] ?? from + index,
      problem: detail,
    })),
  ],
});

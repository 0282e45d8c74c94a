/** An import that is interrupted goes on where it stood, and counts every row once. */
import { batchesOf } from '@symbolon/user-file';
import { expect, it } from 'vitest';
import { Problem } from '../api/problem.ts';
import { beginning, type Standing, sendAll } from './import-run.ts';

const users = Array.from({ length: 250 }, (_, at) => ({ username: `u${at}` }));
const batches = batchesOf(users);
/** Every other row of the file was left out. */
const rows = users.map((_user, index) => index * 2);

it('goes on with the batch that failed, and names rows as the file counts them', async () => {
  const asked: number[] = [];
  let isBroken = true;
  let standing: Standing = beginning;
  const sending = {
    batches,
    rows,
    isLeft: () => false,
    told: (now: Standing) => {
      standing = now;
    },
    send: async ({ from, users: some }: (typeof batches)[number]) => {
      asked.push(from);
      if (from === 100 && isBroken) throw new TypeError('Failed to fetch');
      return { imported: some.length - 1, refused: [{ index: 3, detail: 'is taken' }] };
    },
  };
  await expect(sendAll(sending, standing)).rejects.toThrow('Failed to fetch');
  expect(standing).toMatchObject({ next: 1, sent: 100, imported: 99 });
  isBroken = false;
  expect(await sendAll(sending, standing)).toEqual({
    next: 3,
    sent: 250,
    imported: 247,
    refused: [6, 206, 406].map(row => ({ row, problem: 'is taken' })),
  });
  expect(asked).toEqual([0, 100, 100, 200]);
});

it('takes the refusal of a whole batch for that of its rows, and stops at any other', async () => {
  const refusing = (status: number) => ({
    batches: batchesOf(users.slice(0, 2)),
    rows: [4, 9],
    isLeft: () => false,
    told: () => {},
    send: async () => Promise.reject(new Problem(status, { detail: 'no' })),
  });
  expect((await sendAll(refusing(413), beginning)).refused).toEqual([
    { row: 4, problem: 'no' },
    { row: 9, problem: 'no' },
  ]);
  for (const status of [401, 403, 409, 500, 503])
    await expect(sendAll(refusing(status), beginning)).rejects.toBeInstanceOf(Problem);
});

it('sends no more once the page is left', async () => {
  let sent = 0;
  const send = async () => {
    sent++;
    return { imported: 100, refused: [] };
  };
  const told = () => {};
  await sendAll({ batches, rows, send, told, isLeft: () => sent === 1 }, beginning);
  expect(sent).toBe(1);
});

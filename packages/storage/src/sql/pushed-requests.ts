/** Pushed authorization requests; spending one is a step of the grant that answers it. */
import type { PoolId } from '@symbolon/foundation';
import type { PushedRequest, PushedRequestStore } from '@symbolon/protocol';
import type { Engine, Step } from '../engines/engine.ts';
import { act, readOne } from './acts.ts';
import { number, text } from './rows.ts';

/** How long one that was begun in time may take, seconds. */
const underWay = 7200;

const insert = `INSERT INTO pushed_requests (pool, hash, client_id, parameters, begins_until, expires_at)
  VALUES (?, ?, ?, ?, ?, ?)`;
const find = 'SELECT client_id, parameters, begins_until FROM pushed_requests WHERE pool = ? AND hash = ?';
const remove = 'DELETE FROM pushed_requests WHERE pool = ? AND hash = ?';

export const spendPushedRequest = (pool: PoolId, hash: string): Step => ({
  sql: remove,
  values: [pool, hash],
  expect: 1,
});

export const createPushedRequestStore = (engine: Engine): PushedRequestStore => ({
  async push(pool, hash, { clientId, parameters, expiresAt }) {
    await act(engine, insert, [
      pool,
      hash,
      clientId,
      JSON.stringify(parameters),
      expiresAt,
      expiresAt + underWay,
    ]);
  },

  async find(pool, hash) {
    const row = await readOne(engine, find, [pool, hash]);
    if (row === undefined) return undefined;
    const parameters: PushedRequest['parameters'] = JSON.parse(text(row, 'parameters'));
    return { clientId: text(row, 'client_id'), parameters, expiresAt: number(row, 'begins_until') };
  },
});

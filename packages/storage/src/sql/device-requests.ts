/** Device authorization requests. Deciding, polling and spending are one conditional statement each. */
import type { PoolId } from '@symbolon/foundation';
import type { DeviceApproval, DeviceRequest, DeviceRequestStore, Poll } from '@symbolon/protocol';
import type { Engine, Row, Step } from '../engines/engine.ts';
import { act, readOne } from './acts.ts';
import { number, oneOf, text } from './rows.ts';

/** How long one that ended is remembered, so that its device is told so: seconds. */
const remembered = 600;

const insert = `INSERT INTO device_requests (pool, hash, user_code_hash, client_id, scope, state, poll_interval,
  polled_at, ends_at, expires_at) VALUES (?, ?, ?, ?, ?, 'pending', ?, 0, ?, ?) ON CONFLICT DO NOTHING`;

const find = `SELECT client_id, scope, ends_at FROM device_requests
  WHERE pool = ? AND user_code_hash = ? AND state = 'pending' AND ends_at > ?`;

const decide = `UPDATE device_requests SET state = ?, approval = ?
  WHERE pool = ? AND user_code_hash = ? AND state = 'pending' AND ends_at > ?`;

/** In one statement: the time of this poll is noted, and the interval grows where it came too early. */
const poll = `UPDATE device_requests SET
    poll_interval = CASE WHEN ? < polled_at + poll_interval THEN poll_interval + 5 ELSE poll_interval END,
    early = CASE WHEN ? < polled_at + poll_interval THEN 1 ELSE 0 END,
    polled_at = CAST(? AS BIGINT)
  WHERE pool = ? AND hash = ? AND client_id = ?
  RETURNING client_id, scope, state, approval, ends_at, early`;

const spend = "DELETE FROM device_requests WHERE pool = ? AND hash = ? AND state = 'approved'";

export const spendDeviceRequest = (pool: PoolId, hash: string): Step => ({
  sql: spend,
  values: [pool, hash],
  expect: 1,
});

export const createDeviceRequestStore = (engine: Engine): DeviceRequestStore => ({
  async begin(pool, deviceHash, userCodeHash, { clientId, scope, expiresAt }, interval) {
    const values = [pool, deviceHash, userCodeHash, clientId, JSON.stringify(scope), interval, expiresAt];
    const { changes } = await act(engine, insert, [...values, expiresAt + remembered]);
    return changes === 1 ? 'begun' : 'taken';
  },

  async find(pool, userCodeHash, at) {
    const row = await readOne(engine, find, [pool, userCodeHash, at]);
    return row && readRequest(row);
  },

  async decide(pool, userCodeHash, at, approval) {
    const decision = approval ? ['approved', JSON.stringify(approval)] : ['denied', null];
    const { changes } = await act(engine, decide, [...decision, pool, userCodeHash, at]);
    return changes === 1 ? 'decided' : 'refused';
  },

  async poll(pool, deviceHash, clientId, at) {
    const { rows } = await act(engine, poll, [at, at, at, pool, deviceHash, clientId]);
    const [row] = rows;
    return row ? readPoll(row, at) : { kind: 'unknown' };
  },
});

function readRequest(row: Row): DeviceRequest {
  const scope: DeviceRequest['scope'] = JSON.parse(text(row, 'scope'));
  return { clientId: text(row, 'client_id'), scope, expiresAt: number(row, 'ends_at') };
}

function readPoll(row: Row, at: number): Poll {
  const state = oneOf(row, 'state', ['pending', 'approved', 'denied']);
  if (number(row, 'ends_at') <= at) return { kind: 'expired' };
  if (state === 'denied') return { kind: 'denied' };
  if (number(row, 'early') === 1) return { kind: 'slow_down' };
  if (state === 'pending') return { kind: 'pending' };
  const approval: Partial<DeviceApproval> & Omit<DeviceApproval, 'acr'> = JSON.parse(text(row, 'approval'));
  return { kind: 'approved', request: readRequest(row), approval: { ...approval, acr: approval.acr } };
}

/** Authorizations, their codes, refresh tokens and opaque access tokens. */
import type { PoolId } from '@symbolon/foundation';
import type { AuthorizationStore, NewAuthorization, StoredAccessToken } from '@symbolon/protocol';
import type { Engine, Step } from '../engines/engine.ts';
import { act, actWith, readOne } from './acts.ts';
import { readAuthorization } from './authorization-rows.ts';
import * as statements from './authorization-statements.ts';
import { recordConsent } from './consents.ts';
import { spendDeviceRequest } from './device-requests.ts';
import { noteSessionClient } from './logout-deliveries.ts';
import { spendPushedRequest } from './pushed-requests.ts';
import { number, optionalNumber, text } from './rows.ts';
import { holdSession } from './sessions.ts';

export function createAuthorizationStore(engine: Engine): AuthorizationStore {
  return {
    async grant(pool, authorization) {
      const { accessToken } = authorization.issued;
      const spends = spending(pool, authorization.spends);
      const written = await engine.write([
        ...spends,
        ...holdSession(pool, authorization.sid, authorization.offline ? 'if there is one' : 'required'),
        statements.grant(pool, authorization),
        ...(accessToken ? [statements.storeToken(pool, authorization.id, accessToken)] : []),
        ...statements.storeRefreshToken(pool, authorization.id, authorization.issued.refresh?.hash, 1),
        ...noteSessionClient(pool, authorization.sid, authorization.clientId),
        ...recordConsent(pool, authorization, authorization.consent?.scope ?? []),
      ]);
      if (written.kind === 'done') return 'granted';
      return written.step < spends.length ? 'refused' : 'session_ended';
    },

    async find(pool, id) {
      const row = await readOne(engine, statements.find, [pool, id]);
      return row && readAuthorization(row);
    },

    async redeem(pool, id, codeHash, at, bought) {
      const { accessToken } = bought;
      const spent = await actWith(engine, statements.spendCode(pool, id, codeHash, at, bought), [
        ...(accessToken ? [statements.storeToken(pool, id, accessToken)] : []),
        ...statements.storeRefreshToken(pool, id, bought.refresh?.hash, 1),
      ]);
      if (spent.changes === 1) return 'redeemed';
      const replayed = await act(engine, statements.revokeReplayed, [at, pool, id, codeHash]);
      return replayed.changes === 1 ? 'replayed' : 'refused';
    },

    async rotate(pool, id, at, rotation) {
      const { accessToken } = rotation;
      const { rows } = await actWith(engine, statements.rotate(pool, id, at, rotation), [
        ...(accessToken ? [statements.storeToken(pool, id, accessToken)] : []),
        ...statements.storeRefreshToken(
          pool,
          id,
          rotation.refreshTokenHash,
          statements.nextGeneration(rotation),
        ),
      ]);
      const [row] = rows;
      if (row === undefined) return 'refused';
      return optionalNumber(row, 'revoked_at') === undefined ? 'rotated' : 'reused';
    },

    async findByAccessToken(pool, hash, at) {
      const row = await readOne(engine, statements.findByAccessToken, [pool, hash, at]);
      if (row === undefined) return undefined;
      const scope: StoredAccessToken['scope'] = JSON.parse(text(row, 'token_scope'));
      const audience: StoredAccessToken['audience'] = JSON.parse(text(row, 'token_audience'));
      const token = { hash, scope, audience, expiresAt: number(row, 'token_expires_at') };
      return { authorization: readAuthorization(row), token };
    },

    async findByRefreshToken(pool, hash) {
      const row = await readOne(engine, statements.findByRefreshToken, [pool, hash]);
      return row && { authorizationId: text(row, 'authorization_id'), generation: number(row, 'generation') };
    },

    async revoke(pool, id, at) {
      await act(engine, statements.revoke, [at, pool, id]);
    },
  };
}

function spending(pool: PoolId, spends: NewAuthorization['spends']): readonly Step[] {
  if (spends === undefined) return [];
  const spend = { pushed_request: spendPushedRequest, device_request: spendDeviceRequest }[spends.kind];
  return [spend(pool, spends.hash)];
}

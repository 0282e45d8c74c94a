/** A copy of what is kept about an end-user, in JSON — GDPR articles 15 and 20. */
import { type AccountPage, noteAct } from './account-page.ts';

/** Of the audit trail. */
const mostEvents = 1000;

export const exportPage: AccountPage = {
  name: 'export',
  async show(visit) {
    const { user, pool, directory, credentials, auditStore, context } = visit;
    const at = context.clock();
    const [sessions, agreements, own, consents, authorizations, trail] = await Promise.all([
      directory.sessions(pool, user.id, at),
      directory.agreements(pool, user.id),
      credentials.of(pool, user.id),
      directory.consents(pool, user.id),
      directory.authorizations(pool, user.id, at),
      auditStore.list(pool, { userId: user.id, limit: mostEvents }),
    ]);
    const { id, identifiers, claims, createdAt, updatedAt } = user;
    const copy = {
      exported_at: at,
      user: { sub: id, identifiers, claims, created_at: createdAt, updated_at: updatedAt },
      sessions: sessions.map(({ device, authTime, lastUsedAt, amr }) => ({
        device,
        auth_time: authTime,
        last_used_at: lastUsedAt,
        amr,
      })),
      agreements: agreements.map(({ agreement, agreedAt }) => ({ id: agreement, agreed_at: agreedAt })),
      authenticator: own.totp && { created_at: own.totp.createdAt, recovery_codes: own.recoveryCodes },
      passkeys: own.passkeys.map(({ name, createdAt, lastUsedAt }) => ({
        name,
        created_at: createdAt,
        last_used_at: lastUsedAt,
      })),
      consents: consents.map(({ clientId, scope, grantedAt }) => ({
        client_id: clientId,
        scope,
        granted_at: grantedAt,
      })),
      authorizations: authorizations.map(({ clientId, scope, grantedAt, expiresAt }) => ({
        client_id: clientId,
        scope,
        granted_at: grantedAt,
        expires_at: expiresAt,
      })),
      events: trail.events.map(({ happenedAt, type, outcome, clientId, remoteAddress }) => ({
        happened_at: happenedAt,
        type,
        outcome,
        client_id: clientId,
        remote_address: remoteAddress,
      })),
    };
    noteAct(visit, 'account.exported');
    return {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        'content-disposition': 'attachment; filename="my-data.json"',
      },
      body: `${JSON.stringify(copy, undefined, 2)}\n`,
    };
  },
};

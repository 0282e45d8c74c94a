/** Schema 1. Times are epoch seconds; flags are 0 or 1; JSON is text; every primary key begins with the pool. */
import type { Migration } from './migration.ts';

export const initial: Migration = {
  version: 1,
  name: 'initial',
  statements: [
    'CREATE TABLE pools (pool TEXT PRIMARY KEY, created_at BIGINT NOT NULL)',

    `CREATE TABLE settings (
      pool TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (pool, name))`,

    `CREATE TABLE versions (
      pool TEXT NOT NULL, topic TEXT NOT NULL, version BIGINT NOT NULL,
      PRIMARY KEY (pool, topic))`,

    `CREATE TABLE signing_keys (
      pool TEXT NOT NULL, kid TEXT NOT NULL, alg TEXT NOT NULL, sealed_private_key TEXT NOT NULL,
      state TEXT NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
      PRIMARY KEY (pool, kid))`,
    "CREATE UNIQUE INDEX signing_keys_active ON signing_keys (pool, alg) WHERE state = 'active'",
    "CREATE UNIQUE INDEX signing_keys_announced ON signing_keys (pool, alg) WHERE state = 'announced'",

    `CREATE TABLE registrations (
      pool TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL, sealed_secret TEXT,
      access_token_hash TEXT,
      managed_by TEXT NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
      version BIGINT NOT NULL DEFAULT 1,
      PRIMARY KEY (pool, kind, id))`,
    'CREATE UNIQUE INDEX registrations_access_token ON registrations (pool, access_token_hash)',

    `CREATE TABLE users (
      pool TEXT NOT NULL, id TEXT NOT NULL, display_name TEXT NOT NULL, password_hash TEXT,
      claims TEXT NOT NULL, active INTEGER NOT NULL, managed_by TEXT NOT NULL, role TEXT,
      created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, version BIGINT NOT NULL DEFAULT 1,
      secrets_version BIGINT NOT NULL DEFAULT 1,
      PRIMARY KEY (pool, id))`,
    'CREATE INDEX users_newest ON users (pool, created_at, id)',
    'CREATE INDEX users_role ON users (pool, role) WHERE role IS NOT NULL',
    // What users are searched by: hexadecimal, which every collation puts into the order of its bytes.
    `CREATE TABLE user_search_keys (
      pool TEXT NOT NULL, search_key TEXT NOT NULL, user_id TEXT NOT NULL,
      PRIMARY KEY (pool, search_key, user_id),
      FOREIGN KEY (pool, user_id) REFERENCES users (pool, id) ON DELETE CASCADE)`,
    'CREATE INDEX user_search_keys_user ON user_search_keys (pool, user_id, search_key)',
    `CREATE TABLE user_identifiers (
      pool TEXT NOT NULL, canonical TEXT NOT NULL, kind TEXT NOT NULL, user_id TEXT NOT NULL,
      PRIMARY KEY (pool, canonical),
      FOREIGN KEY (pool, user_id) REFERENCES users (pool, id) ON DELETE CASCADE)`,
    'CREATE INDEX user_identifiers_user ON user_identifiers (pool, user_id)',

    `CREATE TABLE user_agreements (
      pool TEXT NOT NULL, user_id TEXT NOT NULL, agreement TEXT NOT NULL, agreed_at BIGINT NOT NULL,
      PRIMARY KEY (pool, user_id, agreement),
      FOREIGN KEY (pool, user_id) REFERENCES users (pool, id) ON DELETE CASCADE)`,

    `CREATE TABLE totp_secrets (
      pool TEXT NOT NULL, user_id TEXT NOT NULL, sealed_secret TEXT NOT NULL, last_step BIGINT NOT NULL,
      created_at BIGINT NOT NULL,
      PRIMARY KEY (pool, user_id),
      FOREIGN KEY (pool, user_id) REFERENCES users (pool, id) ON DELETE CASCADE)`,
    `CREATE TABLE recovery_codes (
      pool TEXT NOT NULL, user_id TEXT NOT NULL, code_hash TEXT NOT NULL,
      PRIMARY KEY (pool, user_id, code_hash),
      FOREIGN KEY (pool, user_id) REFERENCES totp_secrets (pool, user_id) ON DELETE CASCADE)`,
    `CREATE TABLE passkeys (
      pool TEXT NOT NULL, credential_id TEXT NOT NULL, user_id TEXT NOT NULL, public_key TEXT NOT NULL,
      counter BIGINT NOT NULL, transports TEXT NOT NULL, name TEXT NOT NULL,
      created_at BIGINT NOT NULL, last_used_at BIGINT,
      PRIMARY KEY (pool, credential_id),
      FOREIGN KEY (pool, user_id) REFERENCES users (pool, id) ON DELETE CASCADE)`,
    'CREATE INDEX passkeys_user ON passkeys (pool, user_id)',

    `CREATE TABLE sessions (
      pool TEXT NOT NULL, cookie_hash TEXT NOT NULL, sid TEXT NOT NULL, user_id TEXT NOT NULL,
      auth_time BIGINT NOT NULL, acr TEXT, amr TEXT NOT NULL, persistent INTEGER NOT NULL, device TEXT,
      expires_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, touched_at BIGINT NOT NULL,
      PRIMARY KEY (pool, cookie_hash))`,
    'CREATE INDEX sessions_sid ON sessions (pool, sid)',
    'CREATE INDEX sessions_user ON sessions (pool, user_id)',
    'CREATE INDEX sessions_end ON sessions (ends_at)',

    `CREATE TABLE session_clients (
      pool TEXT NOT NULL, sid TEXT NOT NULL, client_id TEXT NOT NULL, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, sid, client_id))`,
    'CREATE INDEX session_clients_expiry ON session_clients (expires_at)',

    `CREATE TABLE logout_deliveries (
      pool TEXT NOT NULL, sid TEXT NOT NULL, client_id TEXT NOT NULL, sub TEXT NOT NULL,
      attempts INTEGER NOT NULL, next_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, sid, client_id))`,
    'CREATE INDEX logout_deliveries_due ON logout_deliveries (next_at)',

    `CREATE TABLE consents (
      pool TEXT NOT NULL, user_id TEXT NOT NULL, client_id TEXT NOT NULL, scope TEXT NOT NULL,
      granted_at BIGINT NOT NULL,
      PRIMARY KEY (pool, user_id, client_id, scope))`,
    'CREATE INDEX consents_client ON consents (pool, client_id)',

    `CREATE TABLE authorizations (
      pool TEXT NOT NULL, id TEXT NOT NULL, client_id TEXT NOT NULL, user_id TEXT,
      sid TEXT, offline INTEGER NOT NULL, auth_time BIGINT, acr TEXT, granted TEXT NOT NULL,
      granted_at BIGINT NOT NULL,
      code_hash TEXT, code_expires_at BIGINT, code_consumed_at BIGINT, code_binding TEXT,
      generation BIGINT NOT NULL DEFAULT 0, rotated_at BIGINT,
      refresh_expires_at BIGINT NOT NULL DEFAULT 0, refresh_idle_expires_at BIGINT NOT NULL DEFAULT 0,
      revoked_at BIGINT, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, id))`,
    // What a machine is granted has neither.
    'CREATE INDEX authorizations_sid ON authorizations (pool, sid) WHERE sid IS NOT NULL',
    'CREATE INDEX authorizations_user ON authorizations (pool, user_id) WHERE user_id IS NOT NULL',
    // Not by pool first: PostgreSQL, before it knows the table, would take that for the key and read the whole pool.
    'CREATE INDEX authorizations_client ON authorizations (client_id, pool)',
    'CREATE INDEX authorizations_expiry ON authorizations (expires_at)',

    `CREATE TABLE access_tokens (
      pool TEXT NOT NULL, hash TEXT NOT NULL, authorization_id TEXT NOT NULL, scope TEXT NOT NULL,
      audience TEXT NOT NULL, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, hash))`,
    'CREATE INDEX access_tokens_expiry ON access_tokens (expires_at)',

    `CREATE TABLE refresh_tokens (
      pool TEXT NOT NULL, hash TEXT NOT NULL, authorization_id TEXT NOT NULL, generation BIGINT NOT NULL,
      expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, hash))`,
    'CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at)',

    `CREATE TABLE pushed_requests (
      pool TEXT NOT NULL, hash TEXT NOT NULL, client_id TEXT NOT NULL, parameters TEXT NOT NULL,
      begins_until BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, hash))`,
    'CREATE INDEX pushed_requests_expiry ON pushed_requests (expires_at)',

    `CREATE TABLE device_requests (
      pool TEXT NOT NULL, hash TEXT NOT NULL, user_code_hash TEXT NOT NULL, client_id TEXT NOT NULL,
      scope TEXT NOT NULL, state TEXT NOT NULL, approval TEXT, poll_interval BIGINT NOT NULL,
      polled_at BIGINT NOT NULL, early INTEGER NOT NULL DEFAULT 0, ends_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, hash))`,
    'CREATE UNIQUE INDEX device_requests_user_code ON device_requests (pool, user_code_hash)',
    'CREATE INDEX device_requests_expiry ON device_requests (expires_at)',

    `CREATE TABLE assertions (
      pool TEXT NOT NULL, issuer TEXT NOT NULL, jti TEXT NOT NULL, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, issuer, jti))`,
    'CREATE INDEX assertions_expiry ON assertions (expires_at)',

    `CREATE TABLE attempts (
      pool TEXT NOT NULL, subject TEXT NOT NULL, counted BIGINT NOT NULL, delay BIGINT NOT NULL,
      allowed INTEGER NOT NULL, last_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, subject))`,
    'CREATE INDEX attempts_expiry ON attempts (expires_at)',

    `CREATE TABLE idempotent_requests (
      pool TEXT NOT NULL, request_key TEXT NOT NULL, fingerprint TEXT NOT NULL, answer TEXT, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, request_key))`,
    'CREATE INDEX idempotent_requests_expiry ON idempotent_requests (expires_at)',

    `CREATE TABLE one_time_codes (
      pool TEXT NOT NULL, subject TEXT NOT NULL, code_hash TEXT NOT NULL, tries INTEGER NOT NULL,
      expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, subject))`,
    'CREATE INDEX one_time_codes_expiry ON one_time_codes (expires_at)',
    `CREATE TABLE outbox (
      pool TEXT NOT NULL, id TEXT NOT NULL, channel TEXT NOT NULL, sealed TEXT NOT NULL, state TEXT NOT NULL,
      attempts INTEGER NOT NULL, queued_at BIGINT NOT NULL, next_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      PRIMARY KEY (pool, id))`,
    "CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'waiting'",
    "CREATE INDEX outbox_kept ON outbox (pool, queued_at) WHERE state = 'kept'",
    'CREATE INDEX outbox_expiry ON outbox (expires_at)',

    `CREATE TABLE audit_events (
      pool TEXT NOT NULL, happened_at BIGINT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
      outcome TEXT NOT NULL, correlation_id TEXT NOT NULL, remote_address TEXT NOT NULL,
      client_id TEXT, user_id TEXT, authorization_id TEXT, sid TEXT, actor_id TEXT, reason TEXT, details TEXT,
      seal TEXT,
      PRIMARY KEY (pool, happened_at, id))`,

    `CREATE TABLE invitations (
      pool TEXT NOT NULL, id TEXT NOT NULL, email TEXT NOT NULL, name TEXT, role TEXT, locale TEXT NOT NULL,
      token_hash TEXT NOT NULL, invited_by TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
      author_kind TEXT NOT NULL,
      PRIMARY KEY (pool, id))`,
    'CREATE UNIQUE INDEX invitations_email ON invitations (pool, email)',
    'CREATE UNIQUE INDEX invitations_token ON invitations (pool, token_hash)',
    'CREATE INDEX invitations_newest ON invitations (pool, created_at, id)',
    'CREATE INDEX invitations_expiry ON invitations (expires_at)',
  ],
};

/** What only the server asks to be kept. */

export type * from './audit.ts';
export type * from './idempotent-requests.ts';
export type * from './outbox.ts';
export type * from './pools.ts';
export type * from './registrations.ts';
export type * from './settings.ts';
export type * from './signing-keys.ts';
export type * from './user-directory.ts';
export type * from './versions.ts';

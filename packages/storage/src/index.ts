/** The database: opened, migrated, and seen through the stores. */

export type { StorageSettings } from './engines/index.ts';
export { backUpDatabase, requireSound, restoreDatabase } from './engines/sqlite/backup.ts';
export * from './errors.ts';
export type * from './registry/index.ts';
export { openStorage, type Storage, type StorageDependencies } from './storage.ts';

/** The database: opened, migrated, and seen through the stores. */
export * from './errors.ts';
export type * from './registry/index.ts';
export { openStorage, type Storage, type StorageDependencies, type StorageSettings } from './storage.ts';

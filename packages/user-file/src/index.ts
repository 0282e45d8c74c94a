/** Users in a file, as the command and the console read them before the admin API takes them. */
export * from './batches.ts';
export * from './members.ts';
export * from './refused-rows.ts';
export * from './row-problems.ts';
export * from './user-table.ts';

/** Where a running server takes commands of this machine: a socket beside its database. */

/** What every system can hold in the address of a socket. */
const mostBytes = 100;

/** Undefined where there can be none. Whoever may write into the folder of the database may give commands. */
export function controlAddress(databasePath: string): string | undefined {
  const path = `${databasePath}.sock`;
  return process.platform === 'win32' || Buffer.byteLength(path) > mostBytes ? undefined : path;
}

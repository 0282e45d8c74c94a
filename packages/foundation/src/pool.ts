/** The user pool that every row belongs to: its name in issuer paths, `default` for the one at the root. */
export type PoolId = string & { readonly pool: unique symbol };

const poolName = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** Reads a pool's name; undefined where it cannot stand in a path. */
export const readPoolId = (name: string): PoolId | undefined => (isPoolId(name) ? name : undefined);

const isPoolId = (name: string): name is PoolId => poolName.test(name);

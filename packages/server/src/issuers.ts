/** The issuers that are open, and the one table of all routes: both grow when a pool is made while the server runs. */
import type { PoolId } from '@symbolon/foundation';
import type { Route, RouteFolder } from './http/route.ts';
import { createRouteTable } from './http/route-table.ts';
import type { Issuer } from './issuer.ts';

export interface Issuers {
  find(pool: PoolId): Issuer | undefined;
  pools(): readonly PoolId[];
  all(): readonly Issuer[];
  /** Serves a pool from then on; where it is served already, nothing happens. */
  open(pool: PoolId): Promise<void>;
  /** Serves what belongs to no pool, too. To be called once; until then no route is found. */
  serve(others: readonly Route[], folder: RouteFolder): void;
  /** The route of a path, in a table that is replaced whole and never changed; a promise where it must be loaded first. */
  route(path: string): Route | undefined | Promise<Route | undefined>;
}

export function createIssuers(openOne: (pool: PoolId) => Promise<Issuer>): Issuers {
  const issuers = new Map<PoolId, Issuer>();
  const opening = new Map<PoolId, Promise<void>>();
  let others: readonly Route[] | undefined;
  let closed: RouteFolder | undefined;
  let find: ReturnType<typeof createRouteTable> = () => undefined;
  const replaceTable = () => {
    if (others) find = createRouteTable([...issuers.values()].flatMap(({ routes }) => routes).concat(others));
  };
  const openFolder = async ({ load }: RouteFolder) => {
    const loaded = await load();
    if (closed) others = others?.concat(loaded);
    closed = undefined;
    replaceTable();
  };
  const openNow = async (pool: PoolId) => {
    const issuer = await openOne(pool);
    issuers.set(pool, issuer);
    replaceTable();
  };
  return {
    find: pool => issuers.get(pool),
    pools: () => [...issuers.keys()],
    all: () => [...issuers.values()],
    async open(pool) {
      if (issuers.has(pool)) return;
      const running = opening.get(pool) ?? openNow(pool).finally(() => opening.delete(pool));
      opening.set(pool, running);
      await running;
    },
    serve(routes, folder) {
      others = routes;
      closed = folder;
      replaceTable();
    },
    route: path =>
      closed && path.startsWith(closed.below) ? openFolder(closed).then(() => find(path)) : find(path),
  };
}

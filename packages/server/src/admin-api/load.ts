/** The way to the admin API for who need not have it at the start: its schemas are a part of what a start takes. */
import type { Route } from '../http/route.ts';
import type { AdminContext } from './admin-context.ts';
import type { Identify } from './caller.ts';

/** What the paths of all its routes begin with. */
export const adminPrefix = '/admin/v1/';

export async function loadAdminRoutes(api: AdminContext, identify?: Identify): Promise<readonly Route[]> {
  const { createAdminRoutes } = await import('./index.ts');
  return createAdminRoutes(api, identify);
}

/** What a user is told of what an administrator did to their account — OWASP ASVS 5 §6.3.7. */
import type { PoolId } from '@symbolon/foundation';
import { defaultLocale, spokenOf } from '@symbolon/login';
import type { DirectoryUser } from '@symbolon/storage';
import { type OwnerNotice, tellOwner } from '../delivery/owner-notice.ts';
import type { AdminContext } from './admin-context.ts';

/** As they were before it. In the user's own language where it is known: whoever asked is somebody else. */
export function tellUserOf(
  user: DirectoryUser,
  kind: OwnerNotice['tidings']['kind'],
  pool: PoolId,
  api: AdminContext,
): void {
  const { branding } = api.registry.settings(pool);
  tellOwner(api.tell, {
    pool,
    user,
    at: api.clock(),
    tidings: { kind },
    locale: spokenOf([String(user.claims['locale'] ?? '')]) ?? branding.defaultLanguage ?? defaultLocale,
    senderName: branding.name ?? pool,
  });
}

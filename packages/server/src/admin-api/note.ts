/** A change in the audit trail, with who made it. */
import type { AuditEvent } from '@symbolon/protocol';
import type { AdminContext } from './admin-context.ts';
import type { Call } from './operation.ts';

/** `reason` names the object, where no other member does. */
export function note(
  { pool, caller, request }: Pick<Call<string, unknown>, 'pool' | 'caller' | 'request'>,
  { audit }: AdminContext,
  type: string,
  about: Pick<AuditEvent, 'clientId' | 'userId' | 'authorizationId' | 'sid' | 'reason'>,
): void {
  const { correlationId, remoteAddress } = request;
  audit({ pool, type, outcome: 'done', correlationId, remoteAddress, actorId: caller.id, ...about });
}

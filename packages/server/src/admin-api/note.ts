/** A change in the audit trail, with who made it. */
import type { AuditEvent } from '@symbolon/protocol';
import type { AdminContext } from './admin-context.ts';
import type { Call } from './operation.ts';

/** What a note says of the call itself. */
export type NotedCall = Pick<Call<string, unknown>, 'pool' | 'caller' | 'request'>;

/** `reason` names the object, where no other member does. */
export function note(
  { pool, caller, request }: NotedCall,
  { audit }: AdminContext,
  type: string,
  about: Pick<AuditEvent, 'clientId' | 'userId' | 'authorizationId' | 'sid' | 'reason'>,
): void {
  const { correlationId, remoteAddress } = request;
  audit({ pool, type, outcome: 'done', correlationId, remoteAddress, actorId: caller.id, ...about });
}

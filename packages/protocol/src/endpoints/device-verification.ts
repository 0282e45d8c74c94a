/** A device authorization request, decided by the end-user in a browser — RFC 8628 §3.3. */
import { type HttpRequest, type HttpResponse, Parameters } from '@symbolon/foundation';
import { OAuthError } from '../errors.ts';
import type { Progress } from '../interactions.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { DeviceApproval, Session } from '../stores/index.ts';
import { userCodeHash } from '../tokens/user-code.ts';
import { selectSession } from './authorization/selection.ts';

/** Whose guesses at user codes are counted together. */
const throttleName = 'user codes of devices';

/** Judges the user code from the beginning, with what the end-user has done meanwhile; consent is always asked (§5.4). */
export async function answerDeviceVerification(
  request: HttpRequest,
  userCode: string,
  progress: Progress,
  context: IssuerContext,
): Promise<HttpResponse> {
  const { stores, pool, userAgent, credentialThrottle } = context;
  const { remoteAddress } = request;
  const wait = credentialThrottle.waitFor(throttleName, remoteAddress);
  if (wait !== undefined) {
    return userAgent.refuse(
      request,
      new OAuthError('too-many-attempts', 'Too many wrong codes: wait.', { retryAfter: wait }),
    );
  }
  const hash = userCodeHash(userCode);
  const pending = await stores.deviceRequests.find(pool, hash, context.clock());
  const client = pending && (await stores.clients.find(pool, pending.clientId));
  if (!client) {
    credentialThrottle.failed(throttleName, remoteAddress);
    note(request, context, { outcome: 'refused', reason: 'unknown or expired user code' });
    return userAgent.deviceOutcome(request, 'unknown');
  }
  const nothingAsked = { client, prompt: new Set<never>(), hintedSubject: undefined, loginHint: undefined };
  const selection = await selectSession(request, nothingAsked, progress, context);
  const session = selection.kind === 'made' ? selection.session : undefined;
  const asked = { hash, clientId: client.clientId, userId: session?.userId };
  // Whoever has the code in hand can say no without saying who they are.
  if (progress.denied) return decide(request, asked, undefined, context);
  if (session && progress.consentedScope) return decide(request, asked, approvalBy(session), context);
  return userAgent.interact(request, {
    kind: selection.kind === 'open' ? 'select_account' : session ? 'consent' : 'login',
    purpose: 'device',
    client,
    redirectUri: context.deviceVerificationUri,
    responseMode: 'query',
    parameters: Parameters.of([['user_code', userCode]]),
    loginHint: undefined,
    scope: pending.scope,
    progress: session ? { ...progress, session } : progress,
  });
}

async function decide(
  request: HttpRequest,
  { hash, clientId, userId }: { hash: string; clientId: string; userId: string | undefined },
  approval: DeviceApproval | undefined,
  context: IssuerContext,
): Promise<HttpResponse> {
  const outcome = await context.stores.deviceRequests.decide(context.pool, hash, context.clock(), approval);
  note(request, context, { outcome: approval ? 'done' : 'refused', clientId, userId, reason: outcome });
  if (outcome === 'refused') return context.userAgent.deviceOutcome(request, 'unknown');
  return context.userAgent.deviceOutcome(request, approval ? 'approved' : 'denied');
}

const approvalBy = ({ userId, sid, authTime, acr, amr }: Session): DeviceApproval => ({
  userId,
  sid,
  authTime,
  acr,
  amr,
});

function note(
  { correlationId, remoteAddress }: HttpRequest,
  { audit, pool }: IssuerContext,
  event: { outcome: 'done' | 'refused'; clientId?: string; userId?: string | undefined; reason: string },
): void {
  audit({ pool, type: 'device.verified', correlationId, remoteAddress, ...event });
}

/** The device authorization grant — RFC 8628 §3.4, §3.5. */
import { hashBearerValue } from '@symbolon/foundation';
import { OAuthError } from '../errors.ts';
import type { Poll } from '../stores/index.ts';
import { issueDirectly } from '../tokens/direct-issue.ts';
import type { Grant, TokenRequest } from './grant.ts';

const refusals = {
  unknown: ['device-code-invalid', 'device_code is unknown, used, or was given to another client.'],
  expired: ['device-code-expired', 'device_code has expired: begin again.'],
  pending: ['device-pending', 'The end-user has not decided yet: ask again after the interval.'],
  slow_down: ['device-slow-down', 'Too often: wait five seconds longer between two requests from now on.'],
  denied: ['access-denied', 'The end-user declined.'],
} as const;

export const deviceCode: Grant = {
  grantType: 'urn:ietf:params:oauth:grant-type:device_code',

  async exchange(tokenRequest) {
    const { client, context } = tokenRequest;
    const { hash, request, approval } = await findApproved(tokenRequest);
    const subject = await context.stores.subjects.find(context.pool, approval.userId);
    if (!subject?.active)
      throw new OAuthError('device-code-invalid', refusals.unknown[1], { reason: 'end-user gone or locked' });
    const { authTime, acr, amr } = approval;
    const tokens = await issueDirectly(context, {
      client,
      subject,
      scope: request.scope,
      authTime,
      acr,
      amr,
      boundTo: tokenRequest.provenKey,
      consent: { scope: request.scope },
      spends: { kind: 'device_request', hash },
    });
    if (tokens === 'refused') {
      throw new OAuthError('device-code-invalid', refusals.unknown[1], { reason: 'spent meanwhile' });
    }
    return tokens;
  },
};

async function findApproved({
  client,
  context,
  parameters,
}: TokenRequest): Promise<Extract<Poll, { kind: 'approved' }> & { hash: string }> {
  const value = parameters.get('device_code');
  if (value === undefined) throw new OAuthError('parameter-missing', 'device_code is missing.');
  const hash = hashBearerValue(value);
  const poll = await context.stores.deviceRequests.poll(context.pool, hash, client.clientId, context.clock());
  if (poll.kind === 'approved') return { ...poll, hash };
  const [rule, description] = refusals[poll.kind];
  throw new OAuthError(rule, description);
}

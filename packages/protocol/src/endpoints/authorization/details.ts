/** What the audit trail says of an authorization request — OIDC Core §3.1.2.1. */
import type { Parameters } from '@symbolon/foundation';
import type { OAuthError } from '../../errors.ts';
import { refusalDetails, sentOf } from '../../event-details.ts';
import type { EventDetails } from '../../events.ts';
import type { Progress } from '../../interactions.ts';
import type { Session } from '../../stores/index.ts';
import type { Decision } from './decision.ts';
import type { AuthorizationRequest } from './request.ts';

const asked = [
  'response_type',
  'response_mode',
  'scope',
  'prompt',
  'max_age',
  'acr_values',
  'resource',
  'code_challenge_method',
  'display',
  'ui_locales',
] as const;

export const refusedDetails = (parameters: Parameters, error: OAuthError): EventDetails => ({
  ...sentOf(parameters, asked),
  ...refusalDetails(error),
});

export const sessionDetails = (session: Session | undefined, progress: Progress): EventDetails => ({
  session: session === undefined ? 'none' : progress.signedInAs === session.sid ? 'new' : 'present',
});

/** How the decision came about, and what was given. */
export function approvedDetails(
  request: AuthorizationRequest,
  { session, consent }: Extract<Decision, { kind: 'approve' }>,
  progress: Progress,
  source: 'pushed' | 'request_object' | undefined,
): EventDetails {
  const { client, parameters, scope, maxAge, hintedSubject, resources } = request;
  const granted = scope.join(' ');
  const sent = sentOf(parameters, asked);
  const steps = [
    ...(progress.signedInAs === session.sid ? ['login'] : []),
    ...(progress.steppedUp ? ['second_factor'] : []),
    ...(progress.consentedScope ? ['consent'] : []),
  ];
  return {
    ...sent,
    ...(sent['scope'] !== granted && { granted_scope: granted }),
    ...(source !== undefined && { source }),
    ...(hintedSubject !== undefined && { hinted: 'subject' }),
    ...(resources && { audience: resources.join(' ') }),
    ...sessionDetails(session, progress),
    ...(session.amr.length > 0 && { amr: session.amr.join(' ') }),
    ...(session.acr !== undefined && { acr: session.acr }),
    ...(maxAge !== undefined && { auth_time: String(session.authTime) }),
    ...(steps.length > 0 && { steps: steps.join(' ') }),
    consent: consent ? 'given' : client.skipConsent ? 'trusted' : 'remembered',
  };
}

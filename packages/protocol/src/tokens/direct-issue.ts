/** Tokens for an end-user without a code in between: one mint, one commit — RFC 6749 §4.3.3, RFC 8628 §3.5. */
import type { Client } from '../client.ts';
import type { IssuerContext } from '../issuer-context.ts';
import type { Granted, NewAuthorization, Subject } from '../stores/index.ts';
import { newAuthorizationId } from './code.ts';
import type { Exchanged } from './exchanged.ts';
import { mintTokenSet } from './issue.ts';
import { mayRefresh } from './refresh-token.ts';

export interface DirectIssue {
  readonly client: Client;
  readonly subject: Subject;
  readonly scope: readonly string[];
  readonly authTime: number;
  readonly acr: string | undefined;
  readonly amr: readonly string[];
  /** As in `Issue`. */
  readonly boundTo: string | undefined;
  readonly consent: NewAuthorization['consent'];
  readonly spends: NewAuthorization['spends'];
}

/** `refused`: what it was to spend was spent by another, and nothing was issued. */
export async function issueDirectly(
  context: IssuerContext,
  issue: DirectIssue,
): Promise<Exchanged | 'refused'> {
  const { client, subject, scope, authTime, acr, amr, boundTo, consent, spends } = issue;
  const offline = mayRefresh(client, scope);
  const granted: Granted = {
    scope: offline ? scope : scope.filter(name => name !== 'offline_access'),
    audience: [client.defaultAudience ?? client.clientId],
    authTime,
    acr,
    amr,
    // No session of a browser is behind these tokens, or they outlive it.
    sid: undefined,
    claimNames: { userinfo: [], idToken: [] },
  };
  const id = newAuthorizationId(context);
  const { accessToken, response, refresh, expiresAt } = await mintTokenSet(context, {
    client,
    authorizationId: id,
    granted,
    subject,
    scope: granted.scope,
    nonce: undefined,
    boundTo,
    generation: offline ? 1 : undefined,
  });
  const outcome = await context.stores.authorizations.grant(context.pool, {
    ...granted,
    id,
    clientId: client.clientId,
    userId: subject.sub,
    offline,
    code: undefined,
    issued: { refresh, accessToken: accessToken.stored },
    grantedAt: context.clock(),
    expiresAt,
    consent,
    spends,
  });
  if (outcome !== 'granted') return 'refused';
  const signIn = { amr: amr.join(' '), ...(acr !== undefined && { acr }) };
  return {
    ...{ response, authorizationId: id, userId: subject.sub, sid: undefined, details: signIn },
    scope: granted.scope,
    audience: granted.audience,
  };
}

/** What can be done with the tokens of a run: each a step behind it — RFC 6749 §6, RFC 7009, RFC 7662, OIDC Core §5.3. */
import { exchangeCode } from './authorization.ts';
import type { ClientAuthentication } from './client-authentication.ts';
import { type Request, send } from './request.ts';
import { type RunContext, type Step, sendForm } from './step.ts';
import { openToken } from './token.ts';

type FollowUpName =
  | 'exchange'
  | 'refresh'
  | 'userinfo'
  | 'introspection'
  | 'revocation'
  | 'revocationOfRefresh';

export interface FollowUp {
  readonly name: FollowUpName;
  readonly carryOut: (context: RunContext) => Promise<unknown>;
}

/** Those that the newest tokens allow. */
export function followUpsOf(
  steps: readonly Step[],
  authentication: ClientAuthentication,
): readonly FollowUp[] {
  const access = newest(steps, 'access_token');
  const refresh = newest(steps, 'refresh_token');
  const last = steps.at(-1);
  const found: FollowUp[] = [];
  if (last?.exchange) {
    const { exchange } = last;
    found.push({ name: 'exchange', carryOut: context => exchangeCode(context, exchange) });
  }
  if (refresh !== undefined)
    found.push({ name: 'refresh', carryOut: context => refreshTokens(context, refresh) });
  if (access !== undefined) {
    if (mayAskUserinfo(access))
      found.push({ name: 'userinfo', carryOut: context => askUserinfo(context, access) });
    // Nobody without credentials is told about a token: RFC 7662 §2.1.
    if (authentication.method !== 'none')
      found.push({ name: 'introspection', carryOut: context => introspect(context, access) });
    found.push({ name: 'revocation', carryOut: context => revoke(context, access) });
  }
  if (refresh !== undefined)
    found.push({ name: 'revocationOfRefresh', carryOut: context => revoke(context, refresh) });
  return found;
}

function newest(steps: readonly Step[], name: string): string | undefined {
  const values = steps.map(({ answer }) => answer?.members[name]);
  return values.findLast(value => typeof value === 'string');
}

/** What only the server can read may hold the scope. */
function mayAskUserinfo(access: string): boolean {
  const opened = openToken(access);
  return opened === undefined || String(opened.claims['scope']).split(' ').includes('openid');
}

const refreshTokens = (context: RunContext, token: string) =>
  sendForm(context, {
    kind: 'step.refresh',
    endpoint: context.endpoints.token_endpoint,
    fields: [
      ['grant_type', 'refresh_token'],
      ['refresh_token', token],
    ],
  });

const introspect = (context: RunContext, token: string) =>
  sendForm(context, {
    kind: 'step.introspection',
    endpoint: context.endpoints.introspection_endpoint,
    fields: [['token', token]],
  });

const revoke = (context: RunContext, token: string) =>
  sendForm(context, {
    kind: 'step.revocation',
    endpoint: context.endpoints.revocation_endpoint,
    fields: [['token', token]],
  });

async function askUserinfo({ endpoints, signal, show }: RunContext, token: string): Promise<void> {
  const request: Request = { kind: 'bearer', endpoint: endpoints.userinfo_endpoint, token };
  const step: Step = { kind: 'step.userinfo', request };
  show([step]);
  show([{ ...step, answer: { ...(await send(request, signal)), checks: [] } }]);
}

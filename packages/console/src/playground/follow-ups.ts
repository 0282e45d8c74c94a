/** What can be done with the tokens of a run: each a step behind it — RFC 6749 §6, RFC 7009, RFC 7662, OIDC Core §5.3. */
import { exchangeCode } from './authorization.ts';
import type { Proof } from './proof.ts';
import { type Request, send } from './request.ts';
import { ask, type Course, type Step } from './step.ts';
import { open } from './token.ts';

type FollowUp = 'exchange' | 'refresh' | 'userinfo' | 'introspection' | 'revocation' | 'revocationOfRefresh';

export interface Follow {
  readonly name: FollowUp;
  readonly carryOut: (course: Course) => Promise<unknown>;
}

/** Those that the newest tokens allow. */
export function followUpsOf(steps: readonly Step[], proof: Proof): readonly Follow[] {
  const access = newest(steps, 'access_token');
  const refresh = newest(steps, 'refresh_token');
  const last = steps.at(-1);
  const found: Follow[] = [];
  if (last?.exchange) {
    const { exchange } = last;
    found.push({ name: 'exchange', carryOut: course => exchangeCode(course, exchange) });
  }
  if (refresh !== undefined)
    found.push({ name: 'refresh', carryOut: course => refreshTokens(course, refresh) });
  if (access !== undefined) {
    if (mayAskUserinfo(access))
      found.push({ name: 'userinfo', carryOut: course => askUserinfo(course, access) });
    // Nobody without credentials is told about a token: RFC 7662 §2.1.
    if (proof.method !== 'none')
      found.push({ name: 'introspection', carryOut: course => introspect(course, access) });
    found.push({ name: 'revocation', carryOut: course => revoke(course, access) });
  }
  if (refresh !== undefined)
    found.push({ name: 'revocationOfRefresh', carryOut: course => revoke(course, refresh) });
  return found;
}

function newest(steps: readonly Step[], name: string): string | undefined {
  const values = steps.map(({ answer }) => answer?.members[name]);
  return values.findLast(value => typeof value === 'string');
}

/** What only the server can read may hold the scope. */
function mayAskUserinfo(access: string): boolean {
  const opened = open(access);
  return opened === undefined || String(opened.claims['scope']).split(' ').includes('openid');
}

const refreshTokens = (course: Course, token: string) =>
  ask(course, {
    kind: 'step.refresh',
    endpoint: course.endpoints.token_endpoint,
    fields: [
      ['grant_type', 'refresh_token'],
      ['refresh_token', token],
    ],
  });

const introspect = (course: Course, token: string) =>
  ask(course, {
    kind: 'step.introspection',
    endpoint: course.endpoints.introspection_endpoint,
    fields: [['token', token]],
  });

const revoke = (course: Course, token: string) =>
  ask(course, {
    kind: 'step.revocation',
    endpoint: course.endpoints.revocation_endpoint,
    fields: [['token', token]],
  });

async function askUserinfo({ endpoints, signal, show }: Course, token: string): Promise<void> {
  const request: Request = { kind: 'bearer', endpoint: endpoints.userinfo_endpoint, token };
  const step: Step = { kind: 'step.userinfo', request };
  show([step]);
  show([{ ...step, answer: { ...(await send(request, signal)), checks: [] } }]);
}

/** Faults of codes, sign-up and recovery. */
import type { Mutant } from './mutant.ts';

const test = 'hosted-flows.test.ts';
const login = 'packages/login/src';
const interactions = 'packages/server/src/interactions';

export const flowMutants: readonly Mutant[] = [
  {
    row: 'HL-01',
    test,
    file: `${login}/address-proof.ts`,
    find: 'const verdict = await codes.redeem(',
    replace: "const verdict = !user ? 'dead' : await codes.redeem(",
  },
  {
    row: 'HL-09',
    test,
    file: `${interactions}/code-page.ts`,
    find: 'ticket is CodeTicket => ticket.kind === step.kind',
    replace: "ticket is CodeTicket => 'to' in ticket",
  },
  {
    row: 'HL-10',
    test,
    file: `${login}/recovery.ts`,
    find: '!equalInConstantTime(passwordState(user), state)',
    replace: 'false',
  },
  {
    row: 'HL-10',
    test,
    file: `${login}/one-time-codes.ts`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of the source
    find: '`${purpose} ${to.channel} ${to.address} ${userId} ${device}`',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of the source
    replace: '`${to.channel} ${to.address} ${device}`',
  },
  {
    row: 'HL-14',
    test: 'hosted-sign-up.test.ts',
    file: `${login}/identifier.ts`,
    find: 'if (!/[@+]/.test(typed)) return undefined;',
    replace: '',
  },
  {
    row: 'HL-17',
    test: 'hosted-sign-up.test.ts',
    file: `${interactions}/sign-up-page.ts`,
    find: "if (settings.signUp.kind === 'on')",
    replace: 'if (settings.signUp.kind)',
  },
  {
    row: 'HL-20',
    test: 'hosted-sign-up.test.ts',
    file: `${login}/methods/code-method.ts`,
    find: "if (owner?.standing !== 'claimed') return owner?.user;",
    replace: 'if (owner) return owner.user;',
  },
  {
    row: 'SC-02',
    test: 'several-accounts.test.ts',
    file: `${interactions}/select-account-page.ts`,
    find: 'if (!(await sessions.named(request, sid))) return refuse(visit);',
    replace: '',
  },
  {
    row: 'SC-02',
    test: 'several-accounts.test.ts',
    file: `${interactions}/sessions.ts`,
    find: '?? all[mostSessions - 1];',
    replace: '&& undefined;',
  },
  {
    row: 'WA-02',
    test: 'passkeys.test.ts',
    file: `${login}/methods/passkey/challenge.ts`,
    find: ") === 'fresh';",
    replace: ') !== undefined;',
  },
  {
    row: 'WA-01',
    test: 'passkeys.test.ts',
    file: `${login}/methods/passkey/method.ts`,
    find: 'credential: {',
    replace: 'advancedFIDOConfig: { userVerification: "discouraged" }, credential: {',
  },
  {
    row: 'WA-05',
    test: 'passkeys.test.ts',
    file: `${login}/methods/passkey/method.ts`,
    find: ' : userHandle === base64urlOf(userId)',
    replace: ' : true',
  },
  {
    row: 'WA-06',
    test: 'passkeys.test.ts',
    file: `${interactions}/passkey-page.ts`,
    find: ' || context.clock() - session.authTime > freshness',
    replace: '',
  },
  {
    row: 'HL-04',
    test: 'sign-in-floods.test.ts',
    file: `${login}/login.ts`,
    find: 'user && deviceOf?.(user.id)',
    replace: 'undefined',
  },
  {
    row: 'HL-04',
    test: 'sign-in-floods.test.ts',
    file: `${interactions}/known-devices.ts`,
    find: 'find(entry => entry.userId === userId)?.device,',
    replace: 'at(0)?.device,',
  },
  {
    row: 'HL-04',
    test: 'sign-in-floods.test.ts',
    file: `${login}/throttle.ts`,
    find: 'await Promise.all([withdraw(), attempts.forget(pool, key)]);',
    replace: 'await Promise.all([withdraw(), attempts.forget(pool, accountAttemptsKey(account, counted))]);',
  },
  {
    row: 'HL-04',
    test: 'code-floods.test.ts',
    file: `${login}/one-time-codes.ts`,
    find: 'throttle.admit(pool, { account, remoteAddress, device })',
    replace: 'throttle.admit(pool, { account, remoteAddress })',
  },
  {
    row: 'HL-04',
    test: 'code-floods.test.ts',
    file: `${login}/one-time-codes.ts`,
    find: "device = '' }: CodeSubject) =>",
    replace: "device = '' }: CodeSubject) => (device = '') ||",
  },
  {
    row: 'HL-04',
    test: 'code-floods.test.ts',
    file: `${login}/second-factor.ts`,
    find: '{ account, remoteAddress, device }',
    replace: '{ account, remoteAddress }',
  },
  {
    row: 'HL-04',
    test: 'code-floods.test.ts',
    file: `${login}/throttle.ts`,
    find: 'attempts: limits.account.attempts * devicesTogether',
    replace: 'attempts: Number.MAX_SAFE_INTEGER',
  },
  {
    row: 'HL-18',
    test: 'invitations.test.ts',
    file: `${interactions}/invitation-page.ts`,
    find: 'return session ? whereSignedIn(visit, session, address) : answer(opened.invitation);',
    replace: 'return answer(opened.invitation);',
  },
  {
    row: 'HL-18',
    test: 'invitations.test.ts',
    file: 'packages/server/src/admin-api/invitations.ts',
    find: 'if (pool !== administrators && role !== undefined)',
    replace: 'if (pool === undefined)',
  },
  {
    row: 'HL-18',
    test: 'invitations.test.ts',
    file: 'packages/storage/src/sql/invitations.ts',
    find: 'SET token_hash = ?, expires_at = ?',
    replace: 'SET name = ?, expires_at = ?',
  },
  {
    row: 'HL-05',
    test: 'sign-in-floods.test.ts',
    file: `${login}/failure-budget.ts`,
    find: "{ of: 'everywhere', key: pool },",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of the source
    replace: "{ of: 'everywhere', key: `${pool} ${remoteAddress}` },",
  },
  {
    row: 'HL-05',
    test: 'sign-in-floods.test.ts',
    file: `${login}/throttle.ts`,
    find: 'async succeeded() {\n          failure.withdraw();',
    replace: 'async succeeded() {',
  },
];

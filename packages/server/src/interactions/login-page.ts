/** Signing in as a page — OIDC Core §3.1.2.3. */
import type { HttpResponse } from '@symbolon/foundation';
import {
  addressOf,
  codeChannels,
  type LoginView,
  renderLoginPage,
  type SignInOutcome,
} from '@symbolon/login';
import { sendCode } from './code-page.ts';
import { completeSignIn, goOn, turnBack } from './completion.ts';
import {
  applicationNameOf,
  clientIdOf,
  interactionPage,
  noteStep,
  type Page,
  type Visit,
  waitingPage,
} from './page.ts';
import type { LoginTicket } from './ticket.ts';

export const loginPage: Page<LoginTicket> = {
  name: 'login',
  begins: 'login',
  accepts: ticket => ticket.kind === 'login',
  show: visit => form(visit, 200, { identifier: hintOf(visit) }),
  submit,
  renew,
};

const hintOf = ({ ticket: { pending } }: Visit<LoginTicket>): string | undefined =>
  pending.purpose === 'account' ? undefined : pending.loginHint;

const settingsOf = ({ settings, ticket: { pending } }: Visit<LoginTicket>) => settings(clientIdOf(pending));

type Typed = Pick<LoginView, 'identifier' | 'error' | 'remember'> & { readonly asks?: LoginView['asks'] };

async function form(visit: Visit<LoginTicket>, status: number, typed: Typed): Promise<HttpResponse> {
  const { ticket, sealed, base, passkeys, context, browser } = visit;
  const { methods, signUp } = settingsOf(visit);
  const first = methods.find(method => method !== 'passkey');
  const page = renderLoginPage({
    ...visit.surroundings,
    applicationName: await applicationNameOf(visit, ticket.pending),
    asks: first === 'password' ? 'password' : 'code',
    methods,
    signUpHref: signUp.kind === 'on' ? `${base}/sign-up?ticket=${sealed}` : undefined,
    recoverHref: methods.includes('password') ? `${base}/recover?ticket=${sealed}` : undefined,
    passkey: methods.includes('passkey') ? await passkeys.requestOptions(context.pool, browser) : undefined,
    notice: typed.error === undefined ? ticket.notice : undefined,
    action: `${base}/login`,
    ticket: sealed,
    ...typed,
  });
  return interactionPage(status, page, ticket.pending);
}

/** Whoever has a session by now goes on; anyone else is told why the page is empty again. */
async function renew(visit: Visit<LoginTicket>): Promise<HttpResponse> {
  const { request, sessions } = visit;
  if (request.form.get('action') === 'cancel') return turnBack(visit);
  if (await sessions.find(request)) return goOn(visit);
  const identifier = request.form.get('identifier') ?? hintOf(visit);
  return form(visit, 200, { identifier, error: { kind: 'expired' } });
}

function submit(visit: Visit<LoginTicket>): Promise<HttpResponse> {
  const { form: fields } = visit.request;
  const identifier = fields.get('identifier');
  const remember = fields.has('remember');
  const { methods } = settingsOf(visit);
  const hasPassword = methods.includes('password');
  switch (fields.get('action')) {
    case 'cancel':
      return turnBack(visit);
    case 'password':
      return form(visit, 200, { identifier, remember, ...(hasPassword && { asks: 'password' }) });
    case 'passkey':
      return signInByPasskey(visit, identifier, remember);
    case 'code':
      return askForCode(visit, identifier, remember);
    default:
      return hasPassword
        ? signInByPassword(visit, identifier, remember)
        : askForCode(visit, identifier, remember);
  }
}

async function askForCode(
  visit: Visit<LoginTicket>,
  identifier: string | undefined,
  remember: boolean,
): Promise<HttpResponse> {
  const channels = codeChannels(settingsOf(visit).methods);
  if (channels.length === 0) return form(visit, 400, { identifier, remember });
  const to = addressOf(identifier ?? '');
  if (to === undefined || !channels.includes(to.channel)) {
    const error = { kind: 'missing', field: 'address' } as const;
    return form(visit, 400, { identifier, remember, error, asks: 'code' });
  }
  const { pending } = visit.ticket;
  const sent = await sendCode(visit, { kind: 'login_code', pending, to, remember });
  if (sent.kind === 'sent') return sent.response;
  const page = await form(visit, 429, { identifier, remember, error: sent, asks: 'code' });
  return waitingPage(page, sent.retryAfter);
}

async function signInByPassword(
  visit: Visit<LoginTicket>,
  identifier: string | undefined,
  remember: boolean,
): Promise<HttpResponse> {
  const { request, context, login, devices } = visit;
  const password = request.form.get('password');
  const typed = { identifier, remember, asks: 'password' } as const;
  if (identifier === undefined)
    return form(visit, 400, { ...typed, error: { kind: 'missing', field: 'identifier' } });
  if (password === undefined)
    return form(visit, 400, { ...typed, error: { kind: 'missing', field: 'password' } });
  const { remoteAddress } = request;
  const deviceOf = (userId: string) => devices.find(request, userId);
  const outcome = await login.signIn(context.pool, { identifier, password, remoteAddress, deviceOf });
  if (outcome.kind === 'authenticated') {
    const passkeyCapable = request.form.get('passkey_capable') === 'yes';
    return completeSignIn(visit, { ...outcome, remember, passkeyCapable });
  }
  noteStep(visit, 'login.attempted', { kind: 'refused', reason: outcome.kind });
  const page = await form(visit, refusedStatus[outcome.kind], { ...typed, error: outcome });
  return outcome.kind === 'refused' ? page : waitingPage(page, outcome.retryAfter);
}

async function signInByPasskey(
  visit: Visit<LoginTicket>,
  identifier: string | undefined,
  remember: boolean,
): Promise<HttpResponse> {
  const { request, context, passkeys, browser } = visit;
  const response = request.form.get('passkey') ?? '';
  const outcome = settingsOf(visit).methods.includes('passkey')
    ? await passkeys.verify(context.pool, { response, browser })
    : ({ kind: 'refused' } as const);
  if (outcome.kind === 'right') {
    const { user, amr } = outcome;
    const { id: userId, secretsVersion } = user;
    return completeSignIn(visit, { userId, secretsVersion, amr, remember, passkeyCapable: true });
  }
  noteStep(visit, 'login.attempted', { kind: 'refused', reason: 'passkey refused' });
  return form(visit, 400, { identifier, remember, error: { kind: 'passkey' } });
}

type Refused = Exclude<SignInOutcome, { kind: 'authenticated' }>;

const refusedStatus = { refused: 400, blocked: 429, busy: 503 } as const satisfies Record<
  Refused['kind'],
  number
>;

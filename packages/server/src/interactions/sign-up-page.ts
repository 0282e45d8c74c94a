/** Making an account, as pages: an address that is proven first where the pool asks for that — OWASP ASVS 5 §6.2, §6.3.8. */
import type { HttpResponse } from '@symbolon/foundation';
import {
  addressOf,
  codeMethods,
  identifierKindOf,
  type Recipient,
  renderSignUpPage,
  type SignUpError,
  type SignUpField,
  type SignUpOutcome,
  type SignUpView,
} from '@symbolon/login';
import { OAuthError } from '@symbolon/protocol';
import type { PoolSettings, SignUpSettings } from '../config/pool-settings.ts';
import { agreedTo, refusedAgreement } from './agreements.ts';
import { sendCode } from './code-page.ts';
import { completeSignIn, firstSecretsVersion } from './completion.ts';
import {
  clientIdOf,
  interactionPage,
  noteStep,
  type Page,
  stepHref,
  type Visit,
  waitingPage,
} from './page.ts';
import type { LoginTicket, SignUpTicket } from './ticket.ts';

type Step = Visit<LoginTicket | SignUpTicket>;
type Open = Extract<SignUpSettings, { kind: 'on' }>;

/** Where the pool lets people sign up, and only there: asked anew by every request. */
const whereOpen =
  <Given extends Step>(
    answer: (visit: Given, signUp: Open, settings: PoolSettings) => Promise<HttpResponse>,
  ) =>
  async (visit: Given): Promise<HttpResponse> => {
    const settings = visit.settings(clientIdOf(visit.ticket.pending));
    if (settings.signUp.kind === 'on') return answer(visit, settings.signUp, settings);
    noteStep(visit, 'sign_up.attempted', { kind: 'refused', reason: 'sign-up-off' });
    return visit.errorPages.protocol(
      visit.request,
      new OAuthError('sign-up-off', 'Nobody can sign up here: ask those who run the application.'),
    );
  };

/** The address that a code goes to before anything else is asked; undefined where none is to be proven. */
const toProve = ({ fields, verification }: Open): 'email' | 'phone' | undefined =>
  verification === 'optional'
    ? undefined
    : fields.find((field): field is 'email' | 'phone' => field === 'email' || field === 'phone');

export const signUpPage: Page<LoginTicket> = {
  name: 'sign-up',
  begins: 'login',
  accepts: ticket => ticket.kind === 'login',
  show: whereOpen((visit, signUp, settings) => form(visit, signUp, settings, 200)),
  renew: whereOpen((visit, signUp, settings) => form(visit, signUp, settings, 200)),
  submit: whereOpen(submit),
};

export const signUpDetailsPage: Page<SignUpTicket> = {
  name: 'sign-up/details',
  accepts: ticket => ticket.kind === 'sign_up_proven',
  show: whereOpen((visit, signUp, settings) => form(visit, signUp, settings, 200)),
  // What was proven an hour ago is to be proven again.
  renew: async visit => visit.errorPages.nothingPending(visit.request),
  submit: whereOpen(register),
};

async function form(
  visit: Step,
  signUp: Open,
  { agreements, methods }: PoolSettings,
  status: number,
  error?: SignUpError,
): Promise<HttpResponse> {
  const { ticket, base, sealed, request } = visit;
  const { pending } = ticket;
  const proven = ticket.kind === 'sign_up_proven' ? ticket.to : undefined;
  const first = proven ? undefined : toProve(signUp);
  const place: Pick<SignUpView, 'step' | 'fields' | 'action'> =
    first === undefined
      ? {
          step: 'details',
          fields: signUp.fields.filter(field => proven === undefined || field !== identifierKindOf(proven)),
          action: `${base}/${proven ? 'sign-up/details' : 'sign-up'}`,
        }
      : { step: 'address', fields: [first], action: `${base}/sign-up` };
  const body = renderSignUpPage({
    ...visit.surroundings,
    ...place,
    ticket: sealed,
    backHref: stepHref(visit, 'login', { kind: 'login', pending }),
    proven: proven?.address,
    offers: methods.includes('passkey') ? 'passkey' : 'nothing',
    agreements,
    typed: new Map([...request.form].filter(([name]) => name !== 'password')),
    error,
  });
  return interactionPage(status, body, pending);
}

async function submit(
  visit: Visit<LoginTicket>,
  signUp: Open,
  settings: PoolSettings,
): Promise<HttpResponse> {
  const field = toProve(signUp);
  if (field === undefined) return register(visit, signUp, settings);
  const typed = visit.request.form.get(field);
  const refuse = (error: SignUpError) => form(visit, signUp, settings, 400, error);
  if (typed === undefined) return refuse({ kind: 'missing', field });
  const to = addressOf(typed);
  if (to === undefined || identifierKindOf(to) !== field) return refuse({ kind: 'unusable', field });
  const { pending } = visit.ticket;
  const sent = await sendCode(visit, { kind: 'sign_up_code', pending, to, remember: false });
  if (sent.kind === 'sent') return sent.response;
  return waitingPage(await form(visit, signUp, settings, 429, sent), sent.retryAfter);
}

async function register(visit: Step, signUpSettings: Open, settings: PoolSettings): Promise<HttpResponse> {
  const { request, ticket, context, signUp } = visit;
  const proven = ticket.kind === 'sign_up_proven' ? ticket.to : undefined;
  const typed = typedIn(visit, signUpSettings, proven);
  const missing = missingIn(typed, signUpSettings, settings, visit);
  const password = request.form.get('password');
  if (missing || password === undefined)
    return form(visit, signUpSettings, settings, 400, missing ?? { kind: 'missing', field: 'password' });
  const { name, ...identifiers } = typed;
  const outcome = await signUp(context.pool, {
    identifiers,
    password,
    claims: name === undefined ? {} : { name },
    remoteAddress: request.remoteAddress,
    proven,
    agreements: agreedTo(request, settings),
  });
  if (outcome.kind !== 'signed_up') return refuse(visit, signUpSettings, settings, outcome);
  const userId = outcome.user.id;
  noteStep(visit, 'sign_up.completed', { kind: 'done', userId });
  const amr = proven ? codeMethods[proven.channel].amr : ['pwd'];
  return completeSignIn(visit, {
    userId,
    secretsVersion: firstSecretsVersion,
    amr,
    remember: false,
    passkeyCapable: request.form.get('passkey_capable') === 'yes',
  });
}

type Typed = { readonly [Field in SignUpField]?: string | undefined };

function typedIn({ request }: Step, { fields }: Open, proven: Recipient | undefined): Typed {
  const typed = Object.fromEntries(fields.map(field => [field, request.form.get(field)]));
  return proven ? { ...typed, [identifierKindOf(proven)]: proven.address } : typed;
}

function missingIn(
  typed: Typed,
  { fields }: Open,
  settings: PoolSettings,
  { request }: Step,
): SignUpError | undefined {
  const field = fields.find(name => typed[name] === undefined);
  if (field !== undefined) return { kind: 'missing', field };
  if (request.form.get('password') === undefined) return { kind: 'missing', field: 'password' };
  return refusedAgreement(request, settings);
}

async function refuse(
  visit: Step,
  signUp: Open,
  settings: PoolSettings,
  outcome: Exclude<SignUpOutcome, { kind: 'signed_up' }>,
): Promise<HttpResponse> {
  noteStep(visit, 'sign_up.attempted', { kind: 'refused', reason: outcome.kind });
  switch (outcome.kind) {
    case 'blocked':
    case 'busy': {
      const page = await form(visit, signUp, settings, outcome.kind === 'busy' ? 503 : 429, outcome);
      return waitingPage(page, outcome.retryAfter);
    }
    case 'taken':
    case 'unusable': {
      const error = { kind: outcome.kind, field: outcome.which ?? 'username' } as const;
      return form(visit, signUp, settings, 400, error);
    }
    default:
      return form(visit, signUp, settings, 400, outcome);
  }
}

/** Accepting an invitation: its link, and the page on which the account is made — OWASP ASVS 5 §6.3.8; CWE-640. */
import type { HttpResponse } from '@symbolon/foundation';
import {
  codeMethods,
  type Invitation,
  type InvitationError,
  type InvitationRefusal,
  renderInvitationPage,
  renderRefusedInvitationPage,
  signsInByEmail,
} from '@symbolon/login';
import type { Session } from '@symbolon/protocol';
import { htmlPage } from '../http/html-page.ts';
import type { Route } from '../http/route.ts';
import { agreedTo, refusedAgreement } from './agreements.ts';
import { completeSignIn, firstSecretsVersion, type SignedIn } from './completion.ts';
import {
  noteStep,
  type Page,
  type PageDependencies,
  senderOf,
  stepHref,
  type Visit,
  waitingPage,
} from './page.ts';
import type { InvitationTicket } from './ticket.ts';
import { beginAt } from './user-agent.ts';

type InvitationVisit = Visit<InvitationTicket>;

const longestToken = 64;

/** Opening it does nothing, however often, and whoever does: the token goes on sealed, out of the address. */
export function invitationLink(dependencies: PageDependencies): Route {
  const { base, errorPages, tickets, cookies, context } = dependencies;
  return {
    path: `${base}/invitation`,
    methods: ['GET'],
    measured: 'pages',
    crossOrigin: { kind: 'none' },
    refuse: errorPages.protocol,
    async handle(request) {
      const token = request.query.get('token')?.slice(0, longestToken);
      if (token === undefined) return errorPages.nothingPending(request);
      const ticket = { kind: 'invitation', pending: { purpose: 'account' }, token } as const;
      return beginAt(
        request,
        { base, tickets, cookies, random: context.random },
        invitationPage.name,
        ticket,
      );
    },
  };
}

export const invitationPage: Page<InvitationTicket> = {
  name: 'invitation/accept',
  accepts: ticket => ticket.kind === 'invitation',
  show: visit => whereOpen(visit, invitation => form(visit, invitation, 200)),
  submit: visit => whereOpen(visit, invitation => accept(visit, invitation)),
  renew: visit => whereOpen(visit, invitation => form(visit, invitation, 200)),
};

/** For one who is nobody here yet: whoever is signed in has another address. */
async function whereOpen(
  visit: InvitationVisit,
  answer: (invitation: Invitation) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const { invitations, context, ticket, sessions, request } = visit;
  const opened = await invitations.open(context.pool, ticket.token);
  // Whoever was invited need not know why: to them it is as if it had been taken back.
  if (opened.kind === 'dead' || opened.kind === 'orphaned')
    return refuse(visit, { kind: 'dead' }, opened.kind);
  const { email: address } = opened.invitation;
  if (opened.kind === 'taken') return refuse(visit, { kind: 'taken', address });
  // The methods may have changed since it was sent: an account that nobody could come back to helps nobody.
  if (!signsInByEmail(settingsOf(visit).methods))
    return refuse(visit, { kind: 'closed', sender: (await senderOf(visit)).senderName });
  const session = await sessions.find(request);
  return session ? whereSignedIn(visit, session, address) : answer(opened.invitation);
}

async function whereSignedIn(
  visit: InvitationVisit,
  { sid, userId }: Session,
  address: string,
): Promise<HttpResponse> {
  const { request, server, origin, ticket, users, context } = visit;
  if (request.form.get('action') === 'sign_out') {
    const location = `${origin}${stepHref(visit, invitationPage.name, ticket)}`;
    return server.signOut(request, { client: undefined, sid, location });
  }
  const user = await users.find(context.pool, userId);
  return refuse(visit, { kind: 'other', address, userName: user?.displayName ?? userId });
}

const statuses = { dead: 410, taken: 409, closed: 409, other: 409 } as const;

function refuse(
  visit: InvitationVisit,
  refusal: InvitationRefusal,
  reason: string = refusal.kind,
): HttpResponse {
  const { base, sealed } = visit;
  noteStep(visit, 'invitation.accepted', { kind: 'refused', reason });
  const body = renderRefusedInvitationPage({
    ...visit.surroundings,
    refusal,
    action: `${base}/${invitationPage.name}`,
    ticket: sealed,
    signInHref: `${base}/login`,
    accountHref: `${base}/u`,
  });
  return htmlPage(statuses[refusal.kind], body);
}

const settingsOf = ({ settings }: InvitationVisit) => settings(undefined);

async function form(
  visit: InvitationVisit,
  { email, name }: Invitation,
  status: number,
  error?: InvitationError,
): Promise<HttpResponse> {
  const { base, sealed, request } = visit;
  const { methods, agreements } = settingsOf(visit);
  const typed = new Map([...request.form].filter(([member]) => member !== 'password'));
  if (request.method !== 'POST' && name !== undefined) typed.set('name', name);
  const body = renderInvitationPage({
    ...visit.surroundings,
    ...(await senderOf(visit)),
    address: email,
    action: `${base}/${invitationPage.name}`,
    ticket: sealed,
    asks: methods.includes('password') ? 'password' : 'nothing',
    offers: methods.includes('passkey') ? 'passkey' : 'nothing',
    agreements,
    typed,
    error,
  });
  return htmlPage(status, body);
}

async function accept(visit: InvitationVisit, invitation: Invitation): Promise<HttpResponse> {
  const { request, invitations, context, ticket } = visit;
  const settings = settingsOf(visit);
  const password = settings.methods.includes('password') ? request.form.get('password') : undefined;
  if (password === undefined && settings.methods.includes('password'))
    return form(visit, invitation, 400, { kind: 'missing' });
  const refused = refusedAgreement(request, settings);
  if (refused) return form(visit, invitation, 400, refused);
  const outcome = await invitations.accept(context.pool, {
    token: ticket.token,
    password,
    name: request.form.get('name'),
    agreements: agreedTo(request, settings),
  });
  switch (outcome.kind) {
    case 'dead':
      return refuse(visit, { kind: 'dead' });
    case 'taken':
      return refuse(visit, { kind: 'taken', address: invitation.email });
    case 'busy':
      return waitingPage(await form(visit, invitation, 503, outcome), outcome.retryAfter);
    case 'accepted':
      return enter(visit, outcome.user.id, invitation);
    default:
      return form(visit, invitation, 400, outcome);
  }
}

/** An administrator was invited to the console, anybody else to an account. */
function enter(visit: InvitationVisit, userId: string, { role }: Invitation): Promise<HttpResponse> {
  noteStep(visit, 'invitation.accepted', { kind: 'done', userId });
  const who: SignedIn = {
    userId,
    secretsVersion: firstSecretsVersion,
    amr: codeMethods.email.amr,
    remember: false,
    passkeyCapable: visit.request.form.get('passkey_capable') === 'yes',
  };
  if (role === undefined) return completeSignIn(visit, who);
  const pending = { purpose: 'account', leadsTo: 'console' } as const;
  return completeSignIn({ ...visit, ticket: { ...visit.ticket, pending } }, who);
}

/** Invitations: somebody is asked by e-mail to make the account that an administrator meant. */
import {
  addressOf,
  defaultLocale,
  type Invitation,
  type InvitationStanding,
  type Invited,
  type KeptInvitation,
  locales,
  signsInByEmail,
} from '@symbolon/login';
import { OAuthError } from '@symbolon/protocol';
import { z } from 'zod';
import type { PoolSettings } from '../config/pool-settings.ts';
import { baseOf } from '../issuer.ts';
import type { AdminContext } from './admin-context.ts';
import { note } from './note.ts';
import { type Call, nothing, type Operation, operation } from './operation.ts';
import { limitOf, pageOf, pageQuery, pageSchema } from './page.ts';
import { InvalidMembers, notFound } from './problem.ts';
import { roleNames } from './roles.ts';
import { identifierTaken } from './users.ts';

const all = '/pools/{pool}/invitations';
const single = `${all}/{invitation_id}`;

const newInvitation = z.strictObject({
  email: z.string().min(1).max(320),
  name: z.string().min(1).max(200).optional(),
  role: z
    .enum(roleNames)
    .optional()
    .describe('Of an administrator: in the pool of the administrators alone.'),
  locale: z.enum(locales).optional().describe('Of the message; without it the language of the pool.'),
});

const shape = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string().optional(),
  role: z.enum(roleNames).optional(),
  locale: z.string(),
  invited_by: z.string(),
  created_at: z.number(),
  expires_at: z.number(),
  standing: z
    .enum(['good', 'orphaned'])
    .describe(
      '`orphaned`: it makes an administrator, and whoever sent it may not make one any more: it is refused until another sends it again.',
    ),
});

const told = (invitation: Invitation, standing: InvitationStanding) => {
  const { id, email, name, role, locale, author, createdAt, expiresAt } = invitation;
  const when = { created_at: createdAt, expires_at: expiresAt };
  return { id, email, name, role, locale, invited_by: author.id, ...when, standing };
};

const tellKept = async (kept: KeptInvitation, { pool }: InvitationCall, api: AdminContext) =>
  told(kept, await api.invitations.standing(pool, kept));

const authorOf = ({ caller: { kind, id } }: InvitationCall) => ({ kind, id });

type InvitationCall = Pick<Call<string, unknown>, 'pool' | 'caller' | 'request'>;

const wrong = (member: string, message: string) => new InvalidMembers('admin-members', [{ member, message }]);

/** Whoever may write there may give any role there: see `inPoolOfAdministrators`. */
function judgeRole(
  role: string | undefined,
  { pool }: InvitationCall,
  { administrators }: AdminContext,
): void {
  if (pool === administrators && role === undefined) throw wrong('role', 'is needed for an administrator');
  if (pool !== administrators && role !== undefined)
    throw wrong('role', 'is for the pool of the administrators alone');
}

/** The settings of a pool in which an invitation is worth something. */
function settingsOf({ pool }: InvitationCall, { registry }: AdminContext): PoolSettings {
  const settings = registry.settings(pool);
  if (signsInByEmail(settings.methods)) return settings;
  throw new OAuthError(
    'admin-invitation',
    'Nobody of this user pool can sign in with an e-mail address alone: add password or email_code to its sign-in methods first.',
  );
}

/** Waited for, so that whoever invites knows that the message cannot be lost any more. */
async function send(
  { invitation, token }: Invited,
  { pool }: InvitationCall,
  api: AdminContext,
): Promise<void> {
  const { email, locale, expiresAt } = invitation;
  await api.courier.send(pool, {
    to: { channel: 'email', address: email },
    tidings: { kind: 'invitation', link: `${api.origin}${baseOf(pool)}/invitation?token=${token}` },
    locale: locales.find(name => name === locale) ?? defaultLocale,
    senderName: api.registry.settings(pool).branding.name ?? pool,
    expiresAt,
  });
}

const refused = (kind: 'exists' | 'taken') =>
  kind === 'taken'
    ? identifierTaken()
    : new OAuthError(
        'admin-exists',
        'An invitation to this address is waiting: send it again, or revoke it first.',
      );

export const invitations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: all,
    permission: 'users:read',
    summary: 'List the invitations that wait, the newest first',
    input: pageQuery,
    answer: pageSchema(shape),
    async handle(call, api) {
      const { pool, input } = call;
      const query = { after: input.cursor, limit: limitOf(input) };
      const found = await api.storage.invitations.list(pool, query, api.clock());
      const items = await Promise.all(found.invitations.map(kept => tellKept(kept, call, api)));
      return { status: 200, body: pageOf(items, found.next) };
    },
  }),
  operation({
    method: 'POST',
    path: all,
    permission: 'users:write',
    summary: 'Invite somebody by e-mail to make an account, whether or not people can sign up',
    input: newInvitation,
    answer: shape,
    status: 201,
    async handle(call, api) {
      const { pool, input } = call;
      const { role, name } = input;
      judgeRole(role, call, api);
      const { branding, invitationLifetime: lifetime } = settingsOf(call, api);
      const to = addressOf(input.email);
      if (to?.channel !== 'email') throw wrong('email', 'must be one whole e-mail address');
      const locale = input.locale ?? branding.defaultLanguage ?? defaultLocale;
      const said = { email: to.address, name, role, locale, author: authorOf(call) };
      const outcome = await api.invitations.invite(pool, { ...said, lifetime });
      if (outcome.kind !== 'invited') throw refused(outcome.kind);
      await send(outcome, call, api);
      const { id } = outcome.invitation;
      note(call, api, 'invitation.created', { reason: role === undefined ? id : `${id}, ${role}` });
      const location = `/pools/${pool}/invitations/${id}`;
      return { status: 201, body: told(outcome.invitation, 'good'), location };
    },
  }),
  operation({
    method: 'GET',
    path: single,
    permission: 'users:read',
    summary: 'Read an invitation that waits',
    input: nothing,
    answer: shape,
    async handle(call, api) {
      const id = call.name('invitation_id');
      const found = await api.storage.invitations.find(call.pool, id, api.clock());
      if (!found) throw notFound('invitation');
      return { status: 200, body: await tellKept(found, call, api) };
    },
  }),
  operation({
    method: 'POST',
    path: `${single}/resend`,
    permission: 'users:write',
    summary: 'Send an invitation again, with a new link: the former one is dead, and the time begins anew',
    input: nothing,
    answer: shape,
    async handle(call, api) {
      const { pool } = call;
      const { invitationLifetime } = settingsOf(call, api);
      const id = call.name('invitation_id');
      const outcome = await api.invitations.renew(pool, id, authorOf(call), invitationLifetime);
      if (outcome.kind === 'unknown') throw notFound('invitation');
      await send(outcome, call, api);
      note(call, api, 'invitation.resent', { reason: id });
      return { status: 200, body: told(outcome.invitation, 'good') };
    },
  }),
  operation({
    method: 'DELETE',
    path: single,
    permission: 'users:write',
    summary: 'Revoke an invitation: its link is dead',
    input: nothing,
    status: 204,
    async handle(call, api) {
      const id = call.name('invitation_id');
      const revoked = await api.storage.invitations.revoke(call.pool, id, api.clock());
      if (revoked === 'unknown') throw notFound('invitation');
      note(call, api, 'invitation.revoked', { reason: id });
      return { status: 204 };
    },
  }),
];

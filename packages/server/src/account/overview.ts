/** The account page itself. */
import {
  accountNotices,
  type Credentials,
  type GrantedApplication,
  type OwnAddress,
  type OwnFactor,
  type OwnPasskey,
  type Passkey,
  profileFields,
  renderAccountPage,
} from '@symbolon/login';
import type { UserAuthorization, UserConsent } from '@symbolon/storage';
import { htmlPage } from '../http/html-page.ts';
import type { AccountPage, AccountVisit } from './account-page.ts';

export const overviewPage: AccountPage = {
  name: '',
  async show(visit) {
    const { request, session, user, pool, directory, context, surroundings, account, formTicket } = visit;
    const [sessions, applications, credentials] = await Promise.all([
      directory.sessions(pool, user.id, context.clock()),
      applicationsOf(visit),
      visit.credentials.of(pool, user.id),
    ]);
    const { secondFactor, methods } = visit.settings(undefined);
    const done = request.query.get('done');
    const page = renderAccountPage({
      ...surroundings,
      base: account,
      ticket: formTicket,
      userName: user.displayName,
      switchHref: `${visit.base}/select-account`,
      notice: accountNotices.find(known => known === done),
      isManaged: user.managedBy === 'file',
      hasPassword: user.hasPassword,
      profile: Object.fromEntries(
        profileFields.flatMap(field => {
          const value = user.claims[field];
          return typeof value === 'string' ? [[field, value]] : [];
        }),
      ),
      addresses: user.identifiers.map(
        ({ kind, value }): OwnAddress => ({
          kind,
          value,
          isProven: isProven(visit, kind),
        }),
      ),
      factor: secondFactor === 'off' ? { kind: 'off' } : factorOf(credentials),
      passkeys: methods.includes('passkey') ? credentials.passkeys.map(ownPasskey) : undefined,
      sessions: sessions.map(({ sid, device, authTime, lastUsedAt }) => ({
        sid,
        device,
        signedInAt: authTime,
        usedAt: lastUsedAt,
        isThis: sid === session.sid,
      })),
      applications,
    });
    return htmlPage(200, page);
  },
};

const factorOf = ({ totp, recoveryCodes }: Credentials): OwnFactor =>
  totp ? { kind: 'set', since: totp.createdAt, recoveryCodes } : { kind: 'none' };

const ownPasskey = ({ credentialId, name, createdAt, lastUsedAt }: Passkey): OwnPasskey => ({
  credentialId,
  name,
  madeAt: createdAt,
  usedAt: lastUsedAt,
});

function isProven({ user }: AccountVisit, kind: OwnAddress['kind']): boolean | undefined {
  if (kind === 'username') return undefined;
  return user.claims[kind === 'email' ? 'email_verified' : 'phone_number_verified'] === true;
}

/** What was agreed to, and what is in force without anybody having been asked. */
async function applicationsOf({
  user,
  pool,
  directory,
  context,
}: AccountVisit): Promise<readonly GrantedApplication[]> {
  const [consents, authorizations] = await Promise.all([
    directory.consents(pool, user.id),
    directory.authorizations(pool, user.id, context.clock()),
  ]);
  const granted = new Map<string, { scope: readonly string[]; grantedAt: number }>();
  const add = ({ clientId, scope, grantedAt }: UserConsent | UserAuthorization) => {
    const known = granted.get(clientId);
    granted.set(clientId, {
      scope: [...new Set([...(known?.scope ?? []), ...scope])],
      grantedAt: Math.min(known?.grantedAt ?? grantedAt, grantedAt),
    });
  };
  for (const each of [...consents, ...authorizations]) add(each);
  return Promise.all(
    [...granted].map(async ([clientId, rest]) => ({
      clientId,
      name: (await context.stores.clients.find(pool, clientId))?.name ?? clientId,
      ...rest,
    })),
  );
}

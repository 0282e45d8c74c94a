/** THE TABLE of the account pages: what end-users do for themselves. */
import type { Route } from '../http/route.ts';
import { type AccountDependencies, accountRoute } from './account-page.ts';
import { emailPage, phonePage } from './address.ts';
import { applicationsPage } from './applications.ts';
import { authenticatorChangePage, authenticatorPage } from './authenticator.ts';
import { deletionPage } from './deletion.ts';
import { exportPage } from './export.ts';
import { overviewPage } from './overview.ts';
import { passkeyPage, passkeyRemovalPage } from './passkeys.ts';
import { passwordPage } from './password.ts';
import { profilePage } from './profile.ts';
import { sessionsPage, signOutPage } from './sessions.ts';

const pages = [
  overviewPage,
  profilePage,
  passwordPage,
  emailPage,
  phonePage,
  authenticatorPage,
  authenticatorChangePage,
  passkeyPage,
  passkeyRemovalPage,
  sessionsPage,
  signOutPage,
  applicationsPage,
  exportPage,
  deletionPage,
];

export const createAccountRoutes = (dependencies: AccountDependencies): readonly Route[] =>
  pages.map(page => accountRoute(page, dependencies));

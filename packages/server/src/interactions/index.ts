/** THE TABLE of the login's pages. */
import type { Route } from '../http/route.ts';
import { codePages } from './code-page.ts';
import { consentPage } from './consent-page.ts';
import { deviceRoute } from './device-page.ts';
import { invitationLink, invitationPage } from './invitation-page.ts';
import { loginPage } from './login-page.ts';
import { logoutPage } from './logout-page.ts';
import { type PageDependencies, pageRoute } from './page.ts';
import { onwardPage, passkeyOfferPage } from './passkey-page.ts';
import { newPasswordPage, recoverPage } from './recovery-page.ts';
import { secondFactorPage } from './second-factor-page.ts';
import { secondFactorSetupPage } from './second-factor-setup-page.ts';
import { selectAccountPage } from './select-account-page.ts';
import { signUpDetailsPage, signUpPage } from './sign-up-page.ts';

export const createInteractionRoutes = (dependencies: PageDependencies): readonly Route[] => [
  pageRoute(loginPage, dependencies),
  ...codePages.map(page => pageRoute(page, dependencies)),
  pageRoute(secondFactorPage, dependencies),
  pageRoute(secondFactorSetupPage, dependencies),
  pageRoute(passkeyOfferPage, dependencies),
  pageRoute(onwardPage, dependencies),
  pageRoute(signUpPage, dependencies),
  pageRoute(signUpDetailsPage, dependencies),
  invitationLink(dependencies),
  pageRoute(invitationPage, dependencies),
  pageRoute(recoverPage, dependencies),
  pageRoute(newPasswordPage, dependencies),
  pageRoute(selectAccountPage, dependencies),
  pageRoute(consentPage, dependencies),
  pageRoute(logoutPage, dependencies),
  deviceRoute(dependencies),
];

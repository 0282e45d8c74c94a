/** THE TABLE of the login's pages. */
import type { Route } from '../http/route.ts';
import { consentPage } from './consent-page.ts';
import { deviceRoute } from './device-page.ts';
import { loginPage } from './login-page.ts';
import { logoutPage } from './logout-page.ts';
import { type PageDependencies, pageRoute } from './page.ts';

export const createInteractionRoutes = (dependencies: PageDependencies): readonly Route[] => [
  pageRoute(loginPage, dependencies),
  pageRoute(consentPage, dependencies),
  pageRoute(logoutPage, dependencies),
  deviceRoute(dependencies),
];

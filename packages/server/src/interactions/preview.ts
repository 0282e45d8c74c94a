/** A page as it would look with a branding that is not saved yet, for a sandboxed frame of the console. */
import {
  type Branding,
  type Locale,
  lookOf,
  renderCodePage,
  renderConsentPage,
  renderLoginPage,
  renderSignUpPage,
  type Surroundings,
} from '@symbolon/login';

const action = '/';
const ticket = '';
const address = 'name@example.com';

/** THE TABLE of pages that can be looked at. */
const pages = {
  login: (around: Surroundings, applicationName: string) =>
    renderLoginPage({
      ...around,
      applicationName,
      asks: 'password',
      methods: ['password', 'email_code'],
      signUpHref: action,
      recoverHref: action,
      action,
      ticket,
    }),
  login_refused: (around: Surroundings, applicationName: string) =>
    renderLoginPage({
      ...around,
      applicationName,
      asks: 'password',
      methods: ['password'],
      action,
      ticket,
      identifier: address,
      error: { kind: 'refused' },
    }),
  code: (around: Surroundings) => renderCodePage({ ...around, action, ticket, address }),
  sign_up: (around: Surroundings) =>
    renderSignUpPage({
      ...around,
      action,
      ticket,
      backHref: action,
      step: 'details',
      fields: ['email', 'name'],
      agreements: [],
      typed: new Map(),
    }),
  consent: (around: Surroundings, applicationName: string) =>
    renderConsentPage({
      ...around,
      applicationName,
      userName: address,
      scopes: [{ name: 'openid' }, { name: 'profile' }, { name: 'email' }],
      action,
      ticket,
    }),
} as const;

export type PreviewPage = keyof typeof pages;
export const previewPages = [
  'login',
  'login_refused',
  'code',
  'sign_up',
  'consent',
] as const satisfies readonly PreviewPage[];

export interface PreviewWishes {
  readonly page: PreviewPage;
  readonly locale: Locale;
  readonly applicationName: string;
}

/** HTML by itself: pictures travel inside it, since they have no address before they are saved. */
export function renderPreview(branding: Branding, { page, locale, applicationName }: PreviewWishes): string {
  const look = lookOf(branding, {
    locale,
    addressOf: ({ mediaType, bytes }) => `data:${mediaType};base64,${bytes.toString('base64')}`,
  });
  return pages[page]({ locale, frame: { look, languages: { action, fields: [] } } }, applicationName);
}

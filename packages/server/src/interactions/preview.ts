/** A page as it would look with a branding that is not saved yet, for a sandboxed frame of the console. */
import {
  type Branding,
  type Locale,
  lookOf,
  renderCodePage,
  renderConsentPage,
  renderErrorPage,
  renderLoginPage,
  renderSecondFactorPage,
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
      offers: 'nothing',
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
  second_factor: (around: Surroundings) =>
    renderSecondFactorPage({ ...around, action, ticket, asks: 'code' }),
  // Whose page was asked for is not always known where one is refused: it stands without branding.
  error: ({ locale }: Surroundings) =>
    renderErrorPage({
      locale,
      reason: { kind: 'request' },
      rule: { code: 'invalid_request', rule: 'redirect_uri (RFC 6749 §3.1.2)', href: action },
      correlationId: '00000000-0000-7000-8000-000000000000',
    }),
} as const;

export type PreviewPage = keyof typeof pages;
export const previewPages = [
  'login',
  'login_refused',
  'code',
  'sign_up',
  'consent',
  'second_factor',
  'error',
] as const satisfies readonly PreviewPage[];

export const appearances = ['light', 'dark'] as const;

export interface PreviewWishes {
  /** Whatever the browser of the administrator prefers; undefined leaves it to that. */
  readonly appearance: (typeof appearances)[number] | undefined;
  readonly page: PreviewPage;
  readonly locale: Locale;
  readonly applicationName: string;
}

/** HTML by itself: pictures travel inside it, since they have no address before they are saved. */
export function renderPreview(
  branding: Branding,
  { appearance, page, locale, applicationName }: PreviewWishes,
): string {
  const look = lookOf(branding, {
    locale,
    addressOf: ({ mediaType, bytes }) => `data:${mediaType};base64,${bytes.toString('base64')}`,
  });
  const html = pages[page]({ locale, frame: { look, languages: { action, fields: [] } } }, applicationName);
  return appearance === undefined ? html : html.replaceAll(styles, style => settled(style, appearance));
}

const styles = /<style>.*?<\/style>/gs;

/** The style with its question after light or dark answered. */
const settled = (style: string, appearance: (typeof appearances)[number]): string =>
  style
    .replaceAll('color-scheme:light dark', `color-scheme:${appearance}`)
    .replaceAll(/\(prefers-color-scheme: ?(\w+)\)/g, (_, asked) =>
      asked === appearance ? '(min-width:0)' : '(max-width:0)',
    );

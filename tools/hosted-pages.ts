/** Every hosted page as its end-users see it, for pictures: with values as they are in life, and with what goes wrong. */
import {
  type Frame,
  renderAccountDeletionPage,
  renderAccountPage,
  renderCodePage,
  renderConsentPage,
  renderDevicePage,
  renderErrorPage,
  renderInvitationPage,
  renderLoginPage,
  renderLogoutConfirmationPage,
  renderNewPasswordPage,
  renderPasskeyOfferPage,
  renderPasswordChangePage,
  renderRecoverPage,
  renderRecoveryCodesPage,
  renderRefusedInvitationPage,
  renderSecondFactorPage,
  renderSecondFactorSetupPage,
  renderSelectAccountPage,
  renderSetupPage,
  renderSignedOutPage,
  renderSignUpPage,
} from '@symbolon/login';

const action = '/here';
const frame: Frame = { languages: { action, fields: [] } };
const around = { locale: 'en', frame, action, ticket: 'ticket' } as const;
const passkey = { challenge: 'challenge' };
const applicationName = 'Acme Shop';
const userName = 'Ada Lovelace';
const address = 'ada@example.com';
const at = 1_790_000_000;
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

const login = { ...around, applicationName, signUpHref: action, recoverHref: action, passkey } as const;
const signUp = {
  offers: 'nothing',
  ...around,
  backHref: action,
  fields: ['email', 'username', 'name'],
  agreements: [{ id: 'terms', title: 'Terms of service', url: 'https://example.com/terms', required: true }],
} as const;

const invitation = {
  ...around,
  senderName: 'Acme',
  address,
  asks: 'password',
  offers: 'passkey',
  agreements: signUp.agreements,
  typed: new Map([['name', userName]]),
} as const;
const refused = { ...around, signInHref: action, accountHref: action } as const;

const confirmation = { ...around, base: '/u', asksPassword: true, username: 'ada' } as const;

/** By the names of `every-page.ts`, and what there is beside those. */
export const hostedPages: Readonly<Record<string, () => string>> = {
  login: () =>
    renderLoginPage({ ...login, asks: 'password', methods: ['password', 'email_code', 'passkey'] }),
  'login refused': () =>
    renderLoginPage({
      ...login,
      asks: 'password',
      methods: ['password', 'email_code', 'passkey'],
      identifier: address,
      error: { kind: 'refused' },
    }),
  'login by code': () =>
    renderLoginPage({
      ...login,
      asks: 'code',
      methods: ['email_code', 'password'],
      error: { kind: 'blocked', retryAfter: 540 },
    }),
  code: () => renderCodePage({ ...around, address, error: { kind: 'wrong' } }),
  'sign-up': () => renderSignUpPage({ ...signUp, step: 'address', typed: new Map() }),
  'sign-up details': () =>
    renderSignUpPage({
      ...signUp,
      step: 'details',
      fields: ['username', 'name'],
      proven: address,
      typed: new Map([
        ['username', 'ada'],
        ['name', userName],
      ]),
      error: { kind: 'taken', field: 'username' },
    }),
  invitation: () => renderInvitationPage(invitation),
  'refused invitation': () =>
    renderRefusedInvitationPage({
      ...refused,
      refusal: { kind: 'other', address, userName: 'Grace Hopper' },
    }),
  'invitation after a change': () =>
    renderRefusedInvitationPage({ ...refused, refusal: { kind: 'closed', sender: 'Example' } }),
  'invitation of no use': () => renderRefusedInvitationPage({ ...refused, refusal: { kind: 'dead' } }),
  'second factor': () =>
    renderSecondFactorPage({ ...around, asks: 'code', passkey, error: { kind: 'wrong' } }),
  'second factor by recovery code': () => renderSecondFactorPage({ ...around, asks: 'recovery_code' }),
  'second factor set-up': () =>
    renderSecondFactorSetupPage({
      ...around,
      keyUri: `otpauth://totp/Acme%20Shop:${address}?secret=${secret}&issuer=Acme%20Shop`,
      secret,
    }),
  'recovery codes': () =>
    renderRecoveryCodesPage({
      ...around,
      codes: [
        'k7pm-q2xd',
        'w9hf-3rtn',
        'b4cv-8zjs',
        'm6yd-x5gk',
        'r3nq-7wtp',
        'h8fz-2ckb',
        'd5jx-9vms',
        't2gw-6hrq',
      ],
    }),
  'passkey offer': () => renderPasskeyOfferPage({ ...around, passkey }),
  recover: () => renderRecoverPage({ ...around, backHref: action, error: { kind: 'missing' } }),
  'new password': () => renderNewPasswordPage({ ...around, address, error: { kind: 'password_too_short' } }),
  'select account': () =>
    renderSelectAccountPage({
      ...around,
      applicationName,
      accounts: [
        { sid: '1', name: userName, address },
        { sid: '2', name: 'Grace Hopper', address: 'grace@example.com' },
        { sid: '3', name: 'Katherine Johnson', address: 'katherine@example.com' },
      ],
    }),
  consent: () =>
    renderConsentPage({
      ...around,
      applicationName,
      userName,
      scopes: [
        { name: 'openid' },
        { name: 'profile' },
        { name: 'email' },
        { name: 'offline_access' },
        { name: 'orders:read', description: 'See what you have ordered' },
      ],
      policyUri: 'https://example.com/privacy',
      termsUri: 'https://example.com/terms',
    }),
  device: () => renderDevicePage({ ...around, userCode: 'WDJB-MJHT', error: 'unknown' }),
  'logout confirmation': () => renderLogoutConfirmationPage({ ...around, applicationName, userName }),
  'signed out': () => renderSignedOutPage({ ...around, next: { href: action, applicationName } }),
  error: () =>
    renderErrorPage({
      locale: 'en',
      reason: { kind: 'request' },
      rule: {
        code: 'invalid_request',
        received: 'https://shop.example/callback/',
        rule: 'The redirect URI is registered (RFC 9700 §2.1)',
        change: 'Register this redirect URI, or send one that is registered, letter by letter.',
        href: '/errors/redirect-uri-unregistered',
      },
      correlationId: '019a7c1e-52f0-7c3a-9d1b-3f1f0a6f2b11',
    }),
  'error not found': () =>
    renderErrorPage({
      locale: 'en',
      reason: { kind: 'not_found' },
      correlationId: '019a7c1e-52f0-7c3a-9d1b-3f1f0a6f2b11',
    }),
  setup: () => renderSetupPage({ ...around, username: 'ada', error: { kind: 'passwords_differ' } }),
  account: () =>
    renderAccountPage({
      ...around,
      base: '/u',
      userName,
      switchHref: action,
      notice: 'profile_saved',
      isManaged: false,
      hasPassword: true,
      profile: { name: userName, given_name: 'Ada', family_name: 'Lovelace' },
      addresses: [
        { kind: 'username', value: 'ada', isProven: undefined },
        { kind: 'email', value: address, isProven: true },
      ],
      factor: { kind: 'set', since: at, recoveryCodes: 7 },
      passkeys: [{ credentialId: 'a', name: 'Passkey', madeAt: at, usedAt: at + 86_400 }],
      sessions: [
        { sid: '1', device: 'Firefox on Linux', signedInAt: at, usedAt: at + 3600, isThis: true },
        { sid: '2', device: 'Safari on iOS', signedInAt: at, usedAt: at, isThis: false },
      ],
      applications: [
        { clientId: 'shop', name: applicationName, scope: ['openid', 'profile', 'email'], grantedAt: at },
      ],
    }),
  'account password': () => renderPasswordChangePage({ ...confirmation, error: { kind: 'refused' } }),
  'account deletion': () => renderAccountDeletionPage(confirmation),
};

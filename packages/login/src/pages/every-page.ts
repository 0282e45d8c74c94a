/** For the tests of the pages: each of them, rendered. */
import { renderCodePage } from './code.tsx';
import { renderConsentPage } from './consent.tsx';
import { renderErrorPage } from './error.tsx';
import { renderInvitationPage, renderRefusedInvitationPage } from './invitation.tsx';
import { renderLoginPage } from './login.tsx';
import { renderLogoutConfirmationPage } from './logout-confirmation.tsx';
import { renderPasskeyOfferPage } from './passkey.tsx';
import { renderNewPasswordPage, renderRecoverPage } from './recover.tsx';
import { renderSecondFactorPage } from './second-factor.tsx';
import { renderRecoveryCodesPage, renderSecondFactorSetupPage } from './second-factor-setup.tsx';
import { renderSelectAccountPage } from './select-account.tsx';
import { renderSetupPage } from './setup.tsx';
import { renderSignUpPage } from './sign-up.tsx';
import { renderSignedOutPage } from './signed-out.tsx';

const locale = 'en' as const;

/** Each page with `text` wherever a value is text and `address` wherever it is an address. */
export const pages: Record<string, (text: string, address: string) => string> = {
  login: (text, address) =>
    renderLoginPage({
      locale,
      applicationName: text,
      asks: 'password',
      methods: ['password', 'email_code'],
      action: address,
      ticket: text,
      identifier: text,
      signUpHref: address,
      recoverHref: address,
    }),
  code: (text, address) => renderCodePage({ locale, action: address, ticket: text, address: text }),
  'sign-up': (text, address) =>
    renderSignUpPage({
      locale,
      action: address,
      ticket: text,
      backHref: address,
      step: 'details',
      fields: ['username', 'email', 'phone', 'name'],
      proven: text,
      offers: 'passkey',
      agreements: [{ id: 'terms', title: text, url: address, required: true }],
      typed: new Map([
        ['username', text],
        ['name', text],
      ]),
    }),
  invitation: (text, address) =>
    renderInvitationPage({
      locale,
      senderName: text,
      address: text,
      action: address,
      ticket: text,
      asks: 'password',
      offers: 'passkey',
      agreements: [{ id: 'terms', title: text, url: address, required: true }],
      typed: new Map([['name', text]]),
    }),
  'refused invitation': (text, address) =>
    renderRefusedInvitationPage({
      locale,
      refusal: { kind: 'other', address: text, userName: text },
      action: address,
      ticket: text,
      signInHref: address,
      accountHref: address,
    }),
  'second factor': (text, address) =>
    renderSecondFactorPage({
      locale,
      action: address,
      ticket: text,
      asks: 'code',
      passkey: { challenge: text },
      error: { kind: 'wrong' },
    }),
  'second factor by recovery code': (text, address) =>
    renderSecondFactorPage({ locale, action: address, ticket: text, asks: 'recovery_code' }),
  'second factor set-up': (text, address) =>
    renderSecondFactorSetupPage({
      locale,
      action: address,
      ticket: text,
      keyUri: 'otpauth://totp/a',
      secret: text,
    }),
  'recovery codes': (text, address) =>
    renderRecoveryCodesPage({ locale, action: address, ticket: text, codes: [text, text] }),
  'passkey offer': (text, address) =>
    renderPasskeyOfferPage({ locale, action: address, ticket: text, passkey: { challenge: text } }),
  recover: (text, address) =>
    renderRecoverPage({ locale, action: address, ticket: text, backHref: address, identifier: text }),
  'new password': (text, address) =>
    renderNewPasswordPage({ locale, action: address, ticket: text, address: text }),
  'select account': (text, address) =>
    renderSelectAccountPage({
      locale,
      applicationName: text,
      accounts: [{ sid: text, name: text, address: text }],
      action: address,
      ticket: text,
    }),
  consent: (text, address) =>
    renderConsentPage({
      locale,
      applicationName: text,
      userName: text,
      scopes: [{ name: 'openid' }, { name: `a${text}` }, { name: `b${text}`, description: text }],
      action: address,
      ticket: text,
    }),
  'logout confirmation': (text, address) =>
    renderLogoutConfirmationPage({
      locale,
      applicationName: text,
      userName: text,
      action: address,
      ticket: text,
    }),
  'signed out': (text, address) =>
    renderSignedOutPage({ locale, next: { href: address, applicationName: text } }),
  error: (text, address) =>
    renderErrorPage({
      locale,
      reason: { kind: 'request' },
      rule: { code: text, received: text, rule: text, change: text, href: address },
      correlationId: text,
    }),
  setup: (text, address) => renderSetupPage({ locale, action: address, ticket: text, username: text }),
};

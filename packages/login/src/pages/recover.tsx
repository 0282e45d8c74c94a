/** The pages on which one who lost their password gets a new one — OWASP ASVS 5 §6.4. */
import { maximumPasswordLength } from '../password-hash.ts';
import { minimumPasswordLength } from '../password-policy.ts';
import { IdentifierField, PasswordField } from './elements/field.tsx';
import { Button, Form } from './elements/form.tsx';
import { Link } from './elements/link.tsx';
import { Notice } from './elements/notice.tsx';
import { type Waiting, WaitNotice } from './elements/wait-notice.tsx';
import { type Say, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export interface RecoverView extends Surroundings {
  /** Where the form goes: fields `ticket`, `identifier`. */
  readonly action: string;
  readonly ticket: string;
  readonly identifier?: string | undefined;
  /** The sign-in page. */
  readonly backHref: string;
  readonly error?: { readonly kind: 'missing' | 'dead' } | Waiting | undefined;
}

export function renderRecoverPage(view: RecoverView): string {
  const { locale, frame, action, ticket, identifier, backHref, error } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('recover.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('recover.title')}>
          <p>{say('recover.intro')}</p>
        </Head>
        {error?.kind === 'dead' ? <Notice tone="information">{say('recover.dead')}</Notice> : null}
        {error?.kind === 'blocked' || error?.kind === 'busy' ? (
          <WaitNotice error={error} locale={locale} />
        ) : null}
        <Form action={action} ticket={ticket}>
          <div class="symbolon-fields">
            <IdentifierField
              id="identifier"
              label={say('recover.address')}
              autocomplete="username"
              value={identifier}
              error={error?.kind === 'missing' ? say('recover.address_missing') : undefined}
              focus
            />
          </div>
          <div class="symbolon-actions">
            <Button id="submit" rank="primary">
              {say('recover.send')}
            </Button>
          </div>
        </Form>
        <p class="symbolon-links symbolon-small">
          <Link href={backHref}>{say('recover.back')}</Link>
        </p>
      </>
    ),
  });
}

export interface NewPasswordView extends Surroundings {
  /** Where the form goes: fields `ticket`, `username` (for password managers only), `password`. */
  readonly action: string;
  readonly ticket: string;
  /** Whose password it is, for password managers. */
  readonly address: string;
  readonly error?:
    | { readonly kind: 'password_too_short' | 'password_too_long' | 'missing' }
    | Waiting
    | undefined;
}

export function renderNewPasswordPage({
  locale,
  frame,
  action,
  ticket,
  address,
  error,
}: NewPasswordView): string {
  const say = speaker(locale);
  return renderDocument({
    title: say('recover.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('recover.title')}>
          <p>{say('recover.intro_password')}</p>
        </Head>
        {error?.kind === 'blocked' || error?.kind === 'busy' ? (
          <WaitNotice error={error} locale={locale} />
        ) : null}
        <Form action={action} ticket={ticket}>
          <input type="text" name="username" autocomplete="username" value={address} readonly hidden />
          <div class="symbolon-fields">
            <PasswordField
              id="password"
              label={say('recover.password')}
              autocomplete="new-password"
              say={say}
              help={say('setup.password_help', { count: String(minimumPasswordLength) })}
              error={newPasswordError(error?.kind, say)}
              focus
            />
          </div>
          <div class="symbolon-actions">
            <Button id="submit" rank="primary">
              {say('recover.submit')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

/** What is wrong with a password that somebody chose. */
export function newPasswordError(kind: string | undefined, say: Say): string | undefined {
  switch (kind) {
    case 'missing':
      return say('sign_up.password_missing');
    case 'password_too_short':
      return say('setup.password_too_short', { count: String(minimumPasswordLength) });
    case 'password_too_long':
      return say('setup.password_too_long', { count: String(maximumPasswordLength) });
    default:
      return undefined;
  }
}

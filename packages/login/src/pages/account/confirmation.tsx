/** The pages behind the account page that want to be sure who is there: another password, and the end of the account. */
import type { JSX } from 'preact';
import { minimumPasswordLength } from '../../password-policy.ts';
import { PasswordField, TextField } from '../elements/field.tsx';
import { Button, Form } from '../elements/form.tsx';
import { Link } from '../elements/link.tsx';
import { Notice } from '../elements/notice.tsx';
import { type Waiting, WaitNotice } from '../elements/wait-notice.tsx';
import { type Say, speaker } from '../messages.ts';
import { newPasswordError } from '../recover.tsx';
import { Head, renderDocument } from '../shell.tsx';
import type { Surroundings } from '../surroundings.ts';

export type ConfirmationError =
  | {
      readonly kind:
        | 'refused'
        | 'password_too_short'
        | 'password_too_long'
        | 'missing'
        | 'last_owner'
        | 'address_unusable';
    }
  | Waiting;

export interface ConfirmationView extends Surroundings {
  /** The path of the account page. */
  readonly base: string;
  readonly ticket: string;
  /** Whether the present password is asked for; without one a fresh sign-in stands for it. */
  readonly asksPassword: boolean;
  /** For password managers. */
  readonly username: string;
  readonly error?: ConfirmationError | undefined;
}

/** Fields `password` where it is asked for, `new_password`. */
export function renderPasswordChangePage(view: ConfirmationView): string {
  const say = speaker(view.locale);
  return confirmationPage(view, {
    title: say('account.password_change'),
    text: say('account.password_change_text'),
    path: 'password',
    fields: (
      <PasswordField
        id="new_password"
        label={say('account.new_password')}
        autocomplete="new-password"
        say={say}
        help={say('setup.password_help', { count: String(minimumPasswordLength) })}
        error={newPasswordError(view.error?.kind, say)}
        focus={!view.asksPassword}
      />
    ),
    submit: say('account.password_submit'),
  });
}

export interface AddressChangeView extends ConfirmationView {
  readonly kind: 'email' | 'phone';
  /** As typed before. */
  readonly address: string | undefined;
}

/** Fields `password` where it is asked for, `address`. */
export function renderAddressChangePage(view: AddressChangeView): string {
  const { locale, kind, address, error } = view;
  const say = speaker(locale);
  return confirmationPage(view, {
    title: say(`account.${kind}_change`),
    text: say('account.address_change_text'),
    path: kind,
    fields: (
      <TextField
        id="address"
        type={kind === 'email' ? 'email' : 'tel'}
        label={say(`account.${kind}`)}
        autocomplete={kind === 'email' ? 'email' : 'tel'}
        value={address}
        error={error?.kind === 'address_unusable' ? say(`sign_up.${kind}_unusable`) : undefined}
        focus={!view.asksPassword}
      />
    ),
    submit: say('sign_up.send'),
  });
}

/** Field `password` where it is asked for. */
export function renderAccountDeletionPage(view: ConfirmationView): string {
  const say = speaker(view.locale);
  return confirmationPage(view, {
    title: say('account.delete'),
    text: say('account.delete_text'),
    path: 'delete',
    fields: null,
    submit: say('account.delete_submit'),
    rank: 'danger',
  });
}

export function renderAccountDeletedPage({ locale, frame }: Surroundings): string {
  const title = speaker(locale)('account.deleted.title');
  return renderDocument({
    title,
    locale,
    frame,
    layout: 'card',
    children: (
      <Head title={title}>
        <p>{speaker(locale)('account.deleted.text')}</p>
      </Head>
    ),
  });
}

interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly path: string;
  readonly fields: JSX.Element | null;
  readonly submit: string;
  readonly rank?: 'danger';
}

function confirmationPage(view: ConfirmationView, page: Confirmation): string {
  const { locale, frame, base, ticket, username, error } = view;
  const say = speaker(locale);
  return renderDocument({
    title: page.title,
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={page.title}>
          <p>{page.text}</p>
        </Head>
        {error?.kind === 'blocked' || error?.kind === 'busy' ? (
          <WaitNotice error={error} locale={locale} />
        ) : null}
        {error?.kind === 'last_owner' ? <Notice tone="danger">{say('account.last_owner')}</Notice> : null}
        <Form action={`${base}/${page.path}`} ticket={ticket}>
          <input type="text" name="username" autocomplete="username" value={username} readonly hidden />
          <div class="symbolon-fields">
            <PresentPassword view={view} say={say} />
            {page.fields}
          </div>
          <div class="symbolon-actions">
            <Button id="submit" rank={page.rank ?? 'primary'}>
              {page.submit}
            </Button>
          </div>
        </Form>
        <p class="symbolon-links symbolon-small">
          <Link href={base}>{say('account.back')}</Link>
        </p>
      </>
    ),
  });
}

function PresentPassword({ view, say }: { view: ConfirmationView; say: Say }): JSX.Element | null {
  if (!view.asksPassword) return null;
  return (
    <PasswordField
      id="password"
      label={say('account.present_password')}
      autocomplete="current-password"
      say={say}
      error={view.error?.kind === 'refused' ? say('account.password_wrong') : undefined}
      focus
    />
  );
}

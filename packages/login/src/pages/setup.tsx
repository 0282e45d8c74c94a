/** The page that makes the first administrator, reached by a link that works once — OWASP ASVS 5 §6.2. */
import type { JSX } from 'preact';
import { maximumPasswordLength } from '../password-hash.ts';
import { minimumPasswordLength } from '../password-policy.ts';
import { IdentifierField, PasswordField } from './elements/field.tsx';
import { Button, Form } from './elements/form.tsx';
import { Notice } from './elements/notice.tsx';
import { type Say, spanInWords, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export type SetupError =
  | { readonly kind: 'username_unusable' | 'username_taken' }
  | { readonly kind: 'password_too_short' | 'password_too_long' }
  | { readonly kind: 'passwords_differ' }
  | { readonly kind: 'busy'; readonly retryAfter: number };

export interface SetupView extends Surroundings {
  /** Where the form goes: fields `ticket`, `username`, `password`, `password_again`. */
  readonly action: string;
  readonly ticket: string;
  readonly username?: string | undefined;
  readonly error?: SetupError | undefined;
}

export function renderSetupPage(view: SetupView): string {
  const { locale, frame, action, ticket, error } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('setup.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('setup.title')}>
          <p>{say('setup.intro')}</p>
        </Head>
        {error?.kind === 'busy' ? (
          <Notice tone="information">
            {say('setup.busy', { wait: spanInWords(locale, error.retryAfter) })}
          </Notice>
        ) : null}
        <Form action={action} ticket={ticket}>
          <Fields view={view} say={say} />
          <div class="symbolon-actions">
            <Button id="submit" rank="primary">
              {say('setup.submit')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

interface FieldErrors {
  readonly username?: string;
  readonly password?: string;
  readonly passwordAgain?: string;
}

function fieldErrors(error: SetupError | undefined, say: Say): FieldErrors {
  switch (error?.kind) {
    case 'username_unusable':
    case 'username_taken':
      return { username: say(`setup.${error.kind}`) };
    case 'password_too_short':
      return { password: say('setup.password_too_short', { count: String(minimumPasswordLength) }) };
    case 'password_too_long':
      return { password: say('setup.password_too_long', { count: String(maximumPasswordLength) }) };
    case 'passwords_differ':
      return { passwordAgain: say('setup.passwords_differ') };
    default:
      return {};
  }
}

function Fields({ view: { username, error }, say }: { view: SetupView; say: Say }): JSX.Element {
  const errors = fieldErrors(error, say);
  // Browsers empty password fields, so after any error about them the first one is where typing starts again.
  const startsAtPassword = error !== undefined && errors.username === undefined;
  return (
    <div class="symbolon-fields">
      <IdentifierField
        id="username"
        label={say('setup.username')}
        autocomplete="username"
        value={username}
        error={errors.username}
        focus={!startsAtPassword}
      />
      <PasswordField
        id="password"
        label={say('setup.password')}
        autocomplete="new-password"
        say={say}
        help={say('setup.password_help', { count: String(minimumPasswordLength) })}
        error={errors.password}
        focus={startsAtPassword}
      />
      <PasswordField
        id="password_again"
        label={say('setup.password_again')}
        autocomplete="new-password"
        say={say}
        error={errors.passwordAgain}
        focus={false}
      />
    </div>
  );
}

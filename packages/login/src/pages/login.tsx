/** The page on which an end-user signs in — OIDC Core §3.1.2.3. */
import type { JSX } from 'preact';
import { loginMethods } from '../methods/index.ts';
import { IdentifierField } from './elements/field.tsx';
import { Button, Form } from './elements/form.tsx';
import { Notice } from './elements/notice.tsx';
import { Name, Phrase, plainName } from './elements/phrase.tsx';
import { type Locale, type Say, spanInWords, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';

/** What kept the last try from succeeding; the first three are outcomes of `Login.signIn`. */
export type LoginError =
  | { readonly kind: 'refused' }
  | { readonly kind: 'blocked' | 'busy'; readonly retryAfter: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'missing'; readonly field: 'identifier' | 'password' };

export interface LoginView {
  readonly locale: Locale;
  readonly applicationName: string;
  /** Where the form goes: fields `ticket`, `identifier`, `password`, `remember` (`on`), or `action=cancel`. */
  readonly action: string;
  readonly ticket: string;
  /** As typed before, or the `login_hint`. */
  readonly identifier?: string | undefined;
  readonly error?: LoginError | undefined;
}

export function renderLoginPage(view: LoginView): string {
  const { locale, applicationName, action, ticket } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('login.title', { application: plainName(applicationName) }),
    locale,
    layout: 'card',
    children: (
      <>
        <Head
          title={
            <Phrase
              locale={locale}
              message="login.title"
              values={{ application: <Name>{applicationName}</Name> }}
            />
          }
        />
        <PageError view={view} say={say} />
        <Form action={action} ticket={ticket}>
          <Fields view={view} say={say} />
          <div class="symbolon-actions">
            <Button id="submit" rank="primary">
              {say('login.submit')}
            </Button>
            <Button
              id="cancel"
              rank="quiet"
              sends={{ name: 'action', value: 'cancel' }}
              checks="without_fields"
            >
              {say('login.cancel')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

interface PartProperties {
  readonly view: LoginView;
  readonly say: Say;
}

/** What no single field can mend. */
function PageError({ view: { error, locale }, say }: PartProperties): JSX.Element | null {
  switch (error?.kind) {
    case 'blocked':
      return (
        <Notice tone="danger">{say('login.blocked', { wait: spanInWords(locale, error.retryAfter) })}</Notice>
      );
    case 'busy':
      return (
        <Notice tone="information">
          {say('login.busy', { wait: spanInWords(locale, error.retryAfter) })}
        </Notice>
      );
    case 'expired':
      return <Notice tone="information">{say('login.expired')}</Notice>;
    default:
      return null;
  }
}

function Fields({ view: { identifier = '', error }, say }: PartProperties): JSX.Element {
  const missing = error?.kind === 'missing' ? error.field : undefined;
  const passwordError =
    error?.kind === 'refused'
      ? say('login.refused')
      : missing === 'password'
        ? say('login.password_missing')
        : undefined;
  const first = missing ?? (identifier === '' ? 'identifier' : 'password');
  return (
    <div class="symbolon-fields">
      <IdentifierField
        id="identifier"
        label={say('login.identifier')}
        autocomplete="username"
        value={identifier}
        error={missing === 'identifier' ? say('login.identifier_missing') : undefined}
        focus={first === 'identifier'}
      />
      <loginMethods.password.Fields say={say} error={passwordError} focus={first === 'password'} />
      <label class="symbolon-check" for="remember">
        <input type="checkbox" id="remember" name="remember" />
        {say('login.remember')}
      </label>
    </div>
  );
}

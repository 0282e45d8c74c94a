/** The page on which an end-user signs in — OIDC Core §3.1.2.3. */
import type { JSX } from 'preact';
import { codeChannels, type LoginMethodName, loginMethods } from '../methods/index.ts';
import type { PasskeyOptions } from '../methods/passkey/method.ts';
import { IdentifierField } from './elements/field.tsx';
import { Button, Form } from './elements/form.tsx';
import { Link } from './elements/link.tsx';
import { Notice } from './elements/notice.tsx';
import { PasskeyButton, PasskeyCapable } from './elements/passkey-button.tsx';
import { Name, Phrase, plainName } from './elements/phrase.tsx';
import { WaitNotice } from './elements/wait-notice.tsx';
import { type Say, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

/** What kept the last try from succeeding; the first three are outcomes of `Login.signIn`. */
export type LoginError =
  | { readonly kind: 'refused' }
  | { readonly kind: 'blocked' | 'busy'; readonly retryAfter: number }
  | { readonly kind: 'expired' | 'passkey' }
  | { readonly kind: 'missing'; readonly field: 'identifier' | 'password' | 'address' };

export interface LoginView extends Surroundings {
  /** Undefined where one signs in to their own account page. */
  readonly applicationName: string | undefined;
  /** What the page asks for; the other way stands below it where the methods have it. */
  readonly asks: 'password' | 'code';
  readonly methods: readonly LoginMethodName[];
  readonly signUpHref?: string | undefined;
  readonly recoverHref?: string | undefined;
  readonly notice?: 'password_changed' | 'second_factor_dead' | undefined;
  /** Where one may sign in with a passkey. */
  readonly passkey?: PasskeyOptions | undefined;
  /** Where the form goes: fields `ticket`, `identifier`, `password`, `remember` (`on`), `passkey`, or `action` (`code`, `password`, `passkey`, `cancel`). */
  readonly action: string;
  readonly ticket: string;
  /** As typed before, or the `login_hint`. */
  readonly identifier?: string | undefined;
  readonly remember?: boolean;
  readonly error?: LoginError | undefined;
}

export function renderLoginPage(view: LoginView): string {
  const { locale, frame, action, ticket, notice } = view;
  const say = speaker(locale);
  return renderDocument({
    title: plainTitle(view, say),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={<Title view={view} say={say} />}>
          {frame?.look?.loginIntro === undefined ? null : <p>{frame.look.loginIntro}</p>}
        </Head>
        {notice === undefined ? null : (
          <Notice tone={notice === 'password_changed' ? 'success' : 'danger'}>
            {say(`login.${notice}`)}
          </Notice>
        )}
        <PageError view={view} say={say} />
        <Form action={action} ticket={ticket}>
          <Fields view={view} say={say} />
          <div class="symbolon-actions">
            <Ways view={view} say={say} />
            <PasskeyWay view={view} say={say} />
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
        <Elsewhere view={view} say={say} />
      </>
    ),
  });
}

interface PartProperties {
  readonly view: LoginView;
  readonly say: Say;
}

/** Of the branding, else with the name of what one signs in to. */
function plainTitle({ applicationName, frame }: LoginView, say: Say): string {
  const { loginTitle, name } = frame?.look ?? {};
  if (loginTitle !== undefined) return loginTitle;
  const application = applicationName ?? name;
  return application === undefined
    ? say('login.title_account')
    : say('login.title', { application: plainName(application) });
}

function Title({ view, say }: PartProperties): JSX.Element {
  const { locale, applicationName, frame } = view;
  const application = applicationName ?? frame?.look?.name;
  if (frame?.look?.loginTitle !== undefined || application === undefined) return <>{plainTitle(view, say)}</>;
  return (
    <Phrase locale={locale} message="login.title" values={{ application: <Name>{application}</Name> }} />
  );
}

/** What no single field can mend. */
function PageError({ view: { error, locale }, say }: PartProperties): JSX.Element | null {
  switch (error?.kind) {
    case 'blocked':
    case 'busy':
      return <WaitNotice error={error} locale={locale} />;
    case 'passkey':
      return <Notice tone="danger">{say('passkey.failed')}</Notice>;
    case 'expired':
      return <Notice tone="information">{say('login.expired')}</Notice>;
    default:
      return null;
  }
}

/** The button for what the page asks, and the one for the other way. */
function Ways({ view: { asks, methods }, say }: PartProperties): JSX.Element {
  const code = { name: 'action', value: 'code' };
  const hasCodes = codeChannels(methods).length > 0;
  return asks === 'password' ? (
    <>
      <Button id="submit" rank="primary">
        {say('login.submit')}
      </Button>
      {hasCodes ? (
        <Button id="use-code" rank="secondary" sends={code} checks="without_fields">
          {say('login.use_code')}
        </Button>
      ) : null}
    </>
  ) : (
    <>
      <Button id="submit" rank="primary" sends={code}>
        {say('login.send_code')}
      </Button>
      {methods.includes('password') ? (
        <Button
          id="use-password"
          rank="secondary"
          sends={{ name: 'action', value: 'password' }}
          checks="without_fields"
        >
          {say('login.use_password')}
        </Button>
      ) : null}
    </>
  );
}

/** Without script there is no such button. */
function PasskeyWay({ view: { passkey }, say }: PartProperties): JSX.Element | null {
  if (passkey === undefined) return null;
  return (
    <>
      <PasskeyCapable />
      <PasskeyButton ceremony="autofill" options={passkey} rank="secondary" failure={say('passkey.failed')}>
        {say('passkey.use')}
      </PasskeyButton>
    </>
  );
}

function Elsewhere({ view: { signUpHref, recoverHref }, say }: PartProperties): JSX.Element | null {
  if (signUpHref === undefined && recoverHref === undefined) return null;
  return (
    <p class="symbolon-links symbolon-small">
      {signUpHref === undefined ? null : <Link href={signUpHref}>{say('login.sign_up')}</Link>}
      {recoverHref === undefined ? null : <Link href={recoverHref}>{say('login.recover')}</Link>}
    </p>
  );
}

/** What the address may be to which a code is sent. */
function addressKind(methods: readonly LoginMethodName[]): 'email' | 'phone' | 'both' {
  const channels = codeChannels(methods);
  if (channels.length > 1) return 'both';
  return channels[0] === 'sms' ? 'phone' : 'email';
}

function identifierError({ error, methods }: LoginView, say: Say): string | undefined {
  if (error?.kind !== 'missing' || error.field === 'password') return undefined;
  return error.field === 'identifier'
    ? say('login.identifier_missing')
    : say(`login.address_missing.${addressKind(methods)}`);
}

function Fields({ view, say }: PartProperties): JSX.Element {
  const { identifier = '', error, asks, methods, remember } = view;
  const missing = error?.kind === 'missing' ? error.field : undefined;
  const passwordError =
    error?.kind === 'refused'
      ? say('login.refused')
      : missing === 'password'
        ? say('login.password_missing')
        : undefined;
  const first =
    missing === 'password' || (missing === undefined && identifier !== '' && asks === 'password')
      ? 'password'
      : 'identifier';
  return (
    <div class="symbolon-fields">
      <IdentifierField
        id="identifier"
        label={asks === 'code' ? say(`login.address.${addressKind(methods)}`) : say('login.identifier')}
        autocomplete={view.passkey === undefined ? 'username' : 'username webauthn'}
        value={identifier}
        error={identifierError(view, say)}
        focus={first === 'identifier'}
      />
      {asks === 'password' ? (
        <loginMethods.password.Fields say={say} error={passwordError} focus={first === 'password'} />
      ) : null}
      <label class="symbolon-check" for="remember">
        <input type="checkbox" id="remember" name="remember" checked={remember} />
        {say('login.remember')}
      </label>
    </div>
  );
}

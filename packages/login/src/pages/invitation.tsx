/** The pages behind the link of an invitation: the account is made, or the link is of no use — OWASP ASVS 5 §6.3.8. */
import type { JSX } from 'preact';
import { minimumPasswordLength } from '../password-policy.ts';
import { AgreementFields, type AgreementTerms } from './elements/agreements.tsx';
import { PasswordField, TextField } from './elements/field.tsx';
import { Button, Form } from './elements/form.tsx';
import { Link } from './elements/link.tsx';
import { PasskeyCapable } from './elements/passkey-button.tsx';
import { Name, Phrase } from './elements/phrase.tsx';
import { type Waiting, WaitNotice } from './elements/wait-notice.tsx';
import { type Say, speaker } from './messages.ts';
import { newPasswordError } from './recover.tsx';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export type InvitationError =
  | { readonly kind: 'missing' | 'password_too_short' | 'password_too_long' }
  | { readonly kind: 'agreement_missing'; readonly id: string }
  | Waiting;

export interface InvitationView extends Surroundings {
  /** Whose invitation it is: shown as text. */
  readonly senderName: string;
  /** To whom it was sent, and what they will sign in with. */
  readonly address: string;
  /** Where the form goes: fields `ticket`, `name`, `password`, `agreement_ID` (`on`). */
  readonly action: string;
  readonly ticket: string;
  /** `nothing`: nobody here signs in by a password. */
  readonly asks: 'password' | 'nothing';
  /** Whether a passkey may be offered after it. */
  readonly offers: 'passkey' | 'nothing';
  readonly agreements: readonly AgreementTerms[];
  /** As typed before; `name` also as it was written into the invitation. */
  readonly typed: ReadonlyMap<string, string>;
  readonly error?: InvitationError | undefined;
}

export function renderInvitationPage(view: InvitationView): string {
  const { locale, frame, senderName, address, action, ticket, agreements, typed, error } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('invitation.title', { sender: senderName }),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head
          title={
            <Phrase
              locale={locale}
              message="invitation.title"
              values={{ sender: <Name>{senderName}</Name> }}
            />
          }
        >
          <p>
            <Phrase locale={locale} message="invitation.intro" values={{ address: <Name>{address}</Name> }} />
          </p>
        </Head>
        {error?.kind === 'blocked' || error?.kind === 'busy' ? (
          <WaitNotice error={error} locale={locale} />
        ) : null}
        <Form action={action} ticket={ticket}>
          <input type="text" name="known_as" autocomplete="username" value={address} readonly hidden />
          {view.offers === 'passkey' ? <PasskeyCapable /> : null}
          <Fields view={view} say={say} />
          <AgreementFields
            agreements={agreements}
            ticked={typed}
            missing={error?.kind === 'agreement_missing' ? error.id : undefined}
            say={say}
          />
          <div class="symbolon-actions">
            <Button id="submit" rank="primary">
              {say('invitation.submit')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

function Fields({
  view: { asks, typed, error },
  say,
}: {
  readonly view: InvitationView;
  readonly say: Say;
}): JSX.Element {
  const passwordError = newPasswordError(error?.kind, say);
  return (
    <div class="symbolon-fields">
      <TextField
        id="name"
        type="text"
        label={say('sign_up.name')}
        autocomplete="name"
        value={typed.get('name')}
        need="optional"
        focus={passwordError === undefined}
      />
      {asks === 'nothing' ? null : (
        <PasswordField
          id="password"
          label={say('login.password')}
          autocomplete="new-password"
          say={say}
          help={say('setup.password_help', { count: String(minimumPasswordLength) })}
          error={passwordError}
          focus={passwordError !== undefined}
        />
      )}
    </div>
  );
}

/** Why it cannot be accepted; `closed`: nobody here signs in by an address alone any more; `other`: somebody else is signed in in this browser. */
export type InvitationRefusal =
  | { readonly kind: 'dead' }
  | { readonly kind: 'taken'; readonly address: string }
  | { readonly kind: 'closed'; readonly sender: string }
  | { readonly kind: 'other'; readonly address: string; readonly userName: string };

export interface RefusedInvitationView extends Surroundings {
  readonly refusal: InvitationRefusal;
  /** Where the form of `other` goes: fields `ticket`, `action` (`sign_out`). */
  readonly action: string;
  readonly ticket: string;
  /** Where one signs in. */
  readonly signInHref: string;
  /** Where the one who is signed in goes on. */
  readonly accountHref: string;
}

export function renderRefusedInvitationPage(view: RefusedInvitationView): string {
  const { locale, frame, refusal, signInHref } = view;
  const say = speaker(locale);
  const title = say(`invitation.${refusal.kind}.title`);
  return renderDocument({
    title,
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={title}>
          <p>
            <RefusalText refusal={refusal} locale={locale} />
          </p>
        </Head>
        {refusal.kind === 'other' ? <Leaving view={view} say={say} /> : null}
        {refusal.kind === 'other' || refusal.kind === 'closed' ? null : (
          <p class="symbolon-links symbolon-small">
            <Link href={signInHref}>{say('login.submit')}</Link>
          </p>
        )}
      </>
    ),
  });
}

function RefusalText({
  refusal,
  locale,
}: {
  readonly refusal: InvitationRefusal;
  readonly locale: Surroundings['locale'];
}): JSX.Element {
  if (refusal.kind === 'dead') return <>{speaker(locale)('invitation.dead.text')}</>;
  if (refusal.kind === 'closed') {
    const sender = <Name>{refusal.sender}</Name>;
    return <Phrase locale={locale} message="invitation.closed.text" values={{ sender }} />;
  }
  const address = <Name>{refusal.address}</Name>;
  if (refusal.kind === 'taken')
    return <Phrase locale={locale} message="invitation.taken.text" values={{ address }} />;
  const user = <Name>{refusal.userName}</Name>;
  return <Phrase locale={locale} message="invitation.other.text" values={{ address, user }} />;
}

function Leaving({
  view: { action, ticket, accountHref },
  say,
}: {
  readonly view: RefusedInvitationView;
  readonly say: Say;
}): JSX.Element {
  return (
    <>
      <Form action={action} ticket={ticket}>
        <div class="symbolon-actions">
          <Button id="sign-out" rank="primary" sends={{ name: 'action', value: 'sign_out' }}>
            {say('invitation.other.sign_out')}
          </Button>
        </div>
      </Form>
      <p class="symbolon-links symbolon-small">
        <Link href={accountHref}>{say('logout.stay')}</Link>
      </p>
    </>
  );
}

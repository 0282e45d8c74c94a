/** The pages on which somebody makes an account: an address to prove, and what else is asked — OWASP ASVS 5 §6.2. */
import type { JSX } from 'preact';
import { minimumPasswordLength } from '../password-policy.ts';
import type { SignUpField } from '../sign-up.ts';
import { AgreementFields, type AgreementTerms } from './elements/agreements.tsx';
import { PasswordField, TextField } from './elements/field.tsx';
import { Button, Form } from './elements/form.tsx';
import { Link } from './elements/link.tsx';
import { Notice } from './elements/notice.tsx';
import { PasskeyCapable } from './elements/passkey-button.tsx';
import { Name, Phrase } from './elements/phrase.tsx';
import { type Waiting, WaitNotice } from './elements/wait-notice.tsx';
import { type Say, speaker } from './messages.ts';
import { newPasswordError } from './recover.tsx';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export type SignUpError =
  | { readonly kind: 'missing'; readonly field: SignUpField | 'password' }
  | { readonly kind: 'unusable' | 'taken'; readonly field: Exclude<SignUpField, 'name'> }
  | { readonly kind: 'password_too_short' | 'password_too_long' }
  | { readonly kind: 'agreement_missing'; readonly id: string }
  | Waiting;

export interface SignUpView extends Surroundings {
  /** Where the form goes: fields `ticket`, those of `fields`, `password`, and `agreement_ID` (`on`). */
  readonly action: string;
  readonly ticket: string;
  /** The sign-in page. */
  readonly backHref: string;
  /** `address`: only the first field is asked, and a code goes there; `details`: everything. */
  readonly step: 'address' | 'details';
  readonly fields: readonly SignUpField[];
  /** The address that was proven. */
  readonly proven?: string | undefined;
  /** Whether a passkey may be offered after it. */
  readonly offers: 'passkey' | 'nothing';
  readonly agreements: readonly AgreementTerms[];
  /** As typed before. */
  readonly typed: ReadonlyMap<string, string>;
  readonly error?: SignUpError | undefined;
}

export function renderSignUpPage(view: SignUpView): string {
  const { locale, frame, action, ticket, step, proven, backHref, error } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('sign_up.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('sign_up.title')}>{step === 'address' ? <p>{say('sign_up.intro')}</p> : null}</Head>
        {proven === undefined ? null : (
          <Notice tone="success">
            <span>
              <Phrase locale={locale} message="sign_up.proven" values={{ address: <Name>{proven}</Name> }} />
            </span>
          </Notice>
        )}
        {error?.kind === 'blocked' || error?.kind === 'busy' ? (
          <WaitNotice error={error} locale={locale} />
        ) : null}
        {isAboutProven(view) ? <Notice tone="danger">{fieldError(error, say)}</Notice> : null}
        <Form action={action} ticket={ticket}>
          {step === 'details' && view.offers === 'passkey' ? <PasskeyCapable /> : null}
          <Fields view={view} say={say} />
          {step === 'details' ? (
            <AgreementFields
              agreements={view.agreements}
              ticked={view.typed}
              missing={error?.kind === 'agreement_missing' ? error.id : undefined}
              say={say}
            />
          ) : null}
          <div class="symbolon-actions">
            <Button id="submit" rank="primary">
              {say(step === 'address' ? 'sign_up.send' : 'sign_up.submit')}
            </Button>
          </div>
        </Form>
        <p class="symbolon-links symbolon-small">
          <Link href={backHref}>{say('sign_up.sign_in')}</Link>
        </p>
      </>
    ),
  });
}

/** The address that was proven has no field, beside which its fault could stand. */
const isAboutProven = ({ error, fields, proven }: SignUpView): boolean =>
  proven !== undefined &&
  error !== undefined &&
  'field' in error &&
  error.field !== 'password' &&
  !fields.includes(error.field);

interface PartProperties {
  readonly view: SignUpView;
  readonly say: Say;
}

const kinds = {
  username: { type: 'text', autocomplete: 'username' },
  email: { type: 'email', autocomplete: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
  name: { type: 'text', autocomplete: 'name' },
} as const;

function Fields({ view: { step, fields, typed, error, proven }, say }: PartProperties): JSX.Element {
  const passwordError = newPasswordError(
    error?.kind === 'missing' && error.field !== 'password' ? undefined : error?.kind,
    say,
  );
  const inError = error !== undefined && 'field' in error ? error.field : undefined;
  const first = passwordError !== undefined ? 'password' : (inError ?? fields[0] ?? 'password');
  return (
    <div class="symbolon-fields">
      {fields.map(field => (
        <TextField
          key={field}
          id={field}
          label={say(`sign_up.${field}`)}
          {...kinds[field]}
          value={typed.get(field)}
          error={inError === field ? fieldError(error, say) : undefined}
          focus={first === field}
        />
      ))}
      {step === 'address' ? null : (
        <>
          {proven === undefined ? null : (
            <input type="text" name="known_as" autocomplete="username" value={proven} readonly hidden />
          )}
          <PasswordField
            id="password"
            label={say('login.password')}
            autocomplete="new-password"
            say={say}
            help={say('setup.password_help', { count: String(minimumPasswordLength) })}
            error={passwordError}
            focus={first === 'password'}
          />
        </>
      )}
    </div>
  );
}

function fieldError(error: SignUpError | undefined, say: Say): string | undefined {
  switch (error?.kind) {
    case 'missing':
      return say(`sign_up.${error.field}_missing`);
    case 'unusable':
    case 'taken':
      return say(`sign_up.${error.field}_${error.kind}`);
    default:
      return undefined;
  }
}

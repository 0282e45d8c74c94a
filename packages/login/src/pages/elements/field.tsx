/** A field: label above, help or error below, joined for those who hear the page — WCAG 2.2 §1.3.1, §3.3.1. */
import type { JSX } from 'preact';
import type { Say } from '../messages.ts';
import { Icon } from './icon.tsx';

export interface FieldProperties {
  /** Also its name in the form. */
  readonly id: string;
  readonly label: string;
  readonly autocomplete:
    | 'username'
    | 'username webauthn'
    | 'current-password'
    | 'new-password'
    | 'one-time-code'
    | 'email'
    | 'tel'
    | 'name'
    | 'given-name'
    | 'family-name'
    | 'nickname'
    | 'off';
  readonly value?: string | undefined;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  /** Whether the form can be sent without it. */
  readonly need?: 'required' | 'optional';
  /** Where the cursor stands when the page opens. */
  readonly focus: boolean;
}

export function Field(properties: FieldProperties & { readonly children: JSX.Element }): JSX.Element {
  const { id, label, help, error, children } = properties;
  return (
    <div class="symbolon-field">
      <label class="symbolon-label" for={id}>
        {label}
      </label>
      {children}
      {error === undefined ? null : (
        <p class="symbolon-error" id={`${id}-error`}>
          <Icon name="danger" />
          <span>{error}</span>
        </p>
      )}
      {help === undefined || error !== undefined ? null : (
        <p class="symbolon-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

const inputAttributes = ({ id, autocomplete, help, error, focus, need }: FieldProperties) => ({
  class: 'symbolon-input',
  id,
  name: id,
  autocomplete,
  required: need !== 'optional',
  autofocus: focus,
  autocapitalize: 'none' as const,
  spellcheck: false,
  'aria-invalid': error === undefined ? undefined : ('true' as const),
  'aria-describedby': error !== undefined ? `${id}-error` : help !== undefined ? `${id}-help` : undefined,
});

/** A field for a username, an e-mail address or a phone number. */
export function IdentifierField(properties: FieldProperties): JSX.Element {
  return (
    <Field {...properties}>
      <input
        {...inputAttributes(properties)}
        type="text"
        inputmode="email"
        maxlength={320}
        autocorrect="off"
        dir="auto"
        value={properties.value}
      />
    </Field>
  );
}

const namesOfPeople: ReadonlySet<string> = new Set(['name', 'given-name', 'family-name', 'nickname']);

interface TextFieldProperties extends FieldProperties {
  readonly type: 'text' | 'email' | 'tel';
}

/** A field for a name or an address, as the browser knows it. */
export function TextField({ type, ...properties }: TextFieldProperties): JSX.Element {
  const attributes = {
    ...inputAttributes(properties),
    inputmode: type,
    maxlength: 320,
    autocapitalize: namesOfPeople.has(properties.autocomplete) ? ('words' as const) : ('none' as const),
    dir: 'auto' as const,
    value: properties.value,
  };
  // Not of the type `email`: browsers refuse addresses in other scripts, which are fine here.
  return (
    <Field {...properties}>
      {type === 'tel' ? <input {...attributes} type="tel" /> : <input {...attributes} type="text" />}
    </Field>
  );
}

/** A field for a one-time code, which telephones fill in from the message. It is never filled in by us. */
export function CodeField(properties: FieldProperties): JSX.Element {
  return (
    <Field {...properties}>
      <input
        {...inputAttributes(properties)}
        class="symbolon-input symbolon-input--code"
        type="text"
        inputmode="numeric"
        maxlength={20}
        dir="ltr"
      />
    </Field>
  );
}

/** A field for a password, which can be shown. It is never filled in by us. */
export function PasswordField(properties: FieldProperties & { readonly say: Say }): JSX.Element {
  const { id, say } = properties;
  return (
    <Field {...properties}>
      <div class="symbolon-control">
        <input {...inputAttributes(properties)} type="password" />
        <button
          type="button"
          class="symbolon-reveal"
          hidden
          aria-controls={id}
          aria-label={say('password.show_label')}
          data-reveal={id}
          data-show={say('password.show')}
          data-hide={say('password.hide')}
          data-show-label={say('password.show_label')}
          data-hide-label={say('password.hide_label')}
        >
          {say('password.show')}
        </button>
      </div>
    </Field>
  );
}

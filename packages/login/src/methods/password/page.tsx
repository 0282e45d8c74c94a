/** The fields with which one signs in by password — HTML §4.10.18.7 (autofill). */
import type { JSX } from 'preact';
import { PasswordField } from '../../pages/elements/field.tsx';
import type { Say } from '../../pages/messages.ts';

interface PasswordFieldsProperties {
  readonly say: Say;
  readonly error: string | undefined;
  readonly focus: boolean;
}

export function PasswordFields({ say, error, focus }: PasswordFieldsProperties): JSX.Element {
  return (
    <PasswordField
      id="password"
      label={say('login.password')}
      autocomplete="current-password"
      say={say}
      error={error}
      focus={focus}
    />
  );
}

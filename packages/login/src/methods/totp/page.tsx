/** The fields for the code of an authenticator app, and for a recovery code. */
import type { JSX } from 'preact';
import { CodeField, TextField } from '../../pages/elements/field.tsx';
import type { Say } from '../../pages/messages.ts';

interface FactorFieldProperties {
  readonly say: Say;
  readonly error: string | undefined;
}

export function AuthenticatorCodeField({ say, error }: FactorFieldProperties): JSX.Element {
  return (
    <CodeField id="code" label={say('second_factor.code')} autocomplete="one-time-code" error={error} focus />
  );
}

/** It is never filled in by us. */
export function RecoveryCodeField({ say, error }: FactorFieldProperties): JSX.Element {
  return (
    <TextField
      id="recovery_code"
      type="text"
      label={say('second_factor.recovery_code')}
      autocomplete="off"
      error={error}
      focus
    />
  );
}

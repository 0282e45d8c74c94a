/** The button that asks the browser for a passkey, or for a new one; without script it is not there — WebAuthn Level 3 §5.1. */
import type { JSX } from 'preact';
import type { PasskeyOptions } from '../../methods/passkey/method.ts';
import { Icon } from './icon.tsx';

interface PasskeyButtonProperties {
  /** `autofill`: offered among the names of the field above, too. */
  readonly ceremony: 'create' | 'get' | 'autofill';
  readonly options: PasskeyOptions;
  readonly rank: 'primary' | 'secondary';
  readonly children: string;
  /** Said where nothing came of it. */
  readonly failure: string;
}

/** Sends the form with `action=passkey` and the answer in the field `passkey`. */
export function PasskeyButton(properties: PasskeyButtonProperties): JSX.Element {
  const { ceremony, options, rank, children, failure } = properties;
  return (
    <>
      <input type="hidden" name="passkey" id="passkey-answer" />
      <button
        type="submit"
        id="passkey"
        hidden
        class={`symbolon-button symbolon-button--${rank}`}
        name="action"
        value="passkey"
        formnovalidate
        data-passkey={JSON.stringify(options)}
        data-ceremony={ceremony}
        data-answer="passkey-answer"
        data-failure="passkey-error"
      >
        {children}
      </button>
      <p class="symbolon-error" id="passkey-error" role="alert" hidden>
        <Icon name="danger" />
        <span>{failure}</span>
      </p>
    </>
  );
}

/** Tells with the form whether the browser could keep a passkey: `passkey_capable` is `yes`. */
export const PasskeyCapable = (): JSX.Element => (
  <input type="hidden" name="passkey_capable" data-passkey-capable="" />
);

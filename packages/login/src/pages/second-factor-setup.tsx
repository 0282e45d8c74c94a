/** The pages on which an authenticator app is set up: its secret, then the recovery codes, which are shown once. */
import { AuthenticatorCodeField } from '../methods/totp/page.tsx';
import { Button, Form } from './elements/form.tsx';
import { Notice } from './elements/notice.tsx';
import { QrCode } from './elements/qr-code.tsx';
import { CopyableValue, CopyButton } from './elements/value.tsx';
import { speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export interface SecondFactorSetupView extends Surroundings {
  /** Where the form goes: fields `ticket` and `code`, or `action` (`back`). */
  readonly action: string;
  readonly ticket: string;
  /** What the app is told, as an address (`keyUri`), and the secret alone. */
  readonly keyUri: string;
  readonly secret: string;
  readonly error?: 'missing' | 'wrong' | undefined;
}

export function renderSecondFactorSetupPage(view: SecondFactorSetupView): string {
  const { locale, frame, action, ticket, keyUri, secret, error } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('second_factor_setup.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('second_factor_setup.title')}>
          <p>{say('second_factor_setup.intro')}</p>
        </Head>
        <QrCode text={keyUri} label={say('second_factor_setup.qr')} />
        <CopyableValue say={say} id="secret" label={say('second_factor_setup.secret')} value={secret} />
        <Form action={action} ticket={ticket}>
          <div class="symbolon-fields">
            <AuthenticatorCodeField
              say={say}
              error={error === undefined ? undefined : say(`second_factor.code_${error}`)}
            />
          </div>
          <div class="symbolon-actions">
            <Button id="submit" rank="primary">
              {say('second_factor_setup.submit')}
            </Button>
            <Button id="back" rank="quiet" sends={{ name: 'action', value: 'back' }} checks="without_fields">
              {say('code.back')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

export interface RecoveryCodesView extends Surroundings {
  /** Where the form goes: the field `ticket` alone. */
  readonly action: string;
  readonly ticket: string;
  readonly codes: readonly string[];
}

export function renderRecoveryCodesPage({ locale, frame, action, ticket, codes }: RecoveryCodesView): string {
  const say = speaker(locale);
  return renderDocument({
    title: say('recovery_codes.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('recovery_codes.title')} mark="joined">
          <p>{say('recovery_codes.intro')}</p>
        </Head>
        <div class="symbolon-field">
          <span class="symbolon-term">
            {say('recovery_codes.codes')}
            <CopyButton say={say} source="recovery-codes" what={say('recovery_codes.codes')} />
          </span>
          <pre class="symbolon-token symbolon-codes" id="recovery-codes">
            {codes.join('\n')}
          </pre>
        </div>
        <Notice tone="information">{say('recovery_codes.once')}</Notice>
        <Form action={action} ticket={ticket}>
          <Button id="submit" rank="primary">
            {say('recovery_codes.submit')}
          </Button>
        </Form>
      </>
    ),
  });
}

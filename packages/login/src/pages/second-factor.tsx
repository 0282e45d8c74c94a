/** The page on which the second factor is proven — HTML §4.10.18.7 (one-time-code). */
import type { JSX } from 'preact';
import type { PasskeyOptions } from '../methods/passkey/method.ts';
import { AuthenticatorCodeField, RecoveryCodeField } from '../methods/totp/page.tsx';
import { Button, Form } from './elements/form.tsx';
import { PasskeyButton } from './elements/passkey-button.tsx';
import { WaitNotice } from './elements/wait-notice.tsx';
import { type Say, speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export type SecondFactorError =
  | { readonly kind: 'missing' | 'wrong' | 'passkey' }
  | { readonly kind: 'blocked'; readonly retryAfter: number };

export interface SecondFactorView extends Surroundings {
  /** Where the form goes: fields `ticket`, `code` or `recovery_code`, or `action` (`recovery`, `app`, `passkey`, `back`). */
  readonly action: string;
  readonly ticket: string;
  /** `nothing`: the end-user has a passkey alone. */
  readonly asks: 'code' | 'recovery_code' | 'nothing';
  /** Where a passkey will do, too. */
  readonly passkey?: PasskeyOptions | undefined;
  readonly error?: SecondFactorError | undefined;
}

export function renderSecondFactorPage(view: SecondFactorView): string {
  const { locale, frame, action, ticket, asks, passkey, error } = view;
  const say = speaker(locale);
  return renderDocument({
    title: say('second_factor.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('second_factor.title')}>
          <p>{say(`second_factor.intro.${asks}`)}</p>
        </Head>
        {error?.kind === 'blocked' ? <WaitNotice error={error} locale={locale} /> : null}
        <Form action={action} ticket={ticket}>
          <Fields view={view} say={say} />
          <div class="symbolon-actions">
            <Ways asks={asks} say={say} />
            {passkey === undefined ? null : (
              <PasskeyButton
                ceremony="get"
                options={passkey}
                rank={asks === 'nothing' ? 'primary' : 'secondary'}
                failure={say('passkey.failed')}
              >
                {say('passkey.use')}
              </PasskeyButton>
            )}
            <Button id="back" rank="quiet" sends={{ name: 'action', value: 'back' }} checks="without_fields">
              {say('code.back')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

interface PartProperties {
  readonly say: Say;
}

function Fields({
  view: { asks, error },
  say,
}: PartProperties & { view: SecondFactorView }): JSX.Element | null {
  const isAbout = error?.kind === 'missing' || error?.kind === 'wrong' ? error.kind : undefined;
  const text = isAbout && asks !== 'nothing' ? say(`second_factor.${asks}_${isAbout}`) : undefined;
  const about = error?.kind === 'passkey' ? say('passkey.failed') : text;
  if (asks === 'nothing') return null;
  return (
    <div class="symbolon-fields">
      {asks === 'code' ? (
        <AuthenticatorCodeField say={say} error={about} />
      ) : (
        <RecoveryCodeField say={say} error={about} />
      )}
    </div>
  );
}

/** The button for what the page asks, and the one for the other way. */
function Ways({ asks, say }: PartProperties & Pick<SecondFactorView, 'asks'>): JSX.Element | null {
  if (asks === 'nothing') return null;
  const other = asks === 'code' ? 'recovery' : 'app';
  return (
    <>
      <Button id="submit" rank="primary">
        {say('code.submit')}
      </Button>
      <Button id="other" rank="secondary" sends={{ name: 'action', value: other }} checks="without_fields">
        {say(`second_factor.use_${other}`)}
      </Button>
    </>
  );
}

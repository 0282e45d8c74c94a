/** The page that offers a passkey to one who has just signed in without. */
import type { PasskeyOptions } from '../methods/passkey/method.ts';
import { Button, Form } from './elements/form.tsx';
import { PasskeyButton } from './elements/passkey-button.tsx';
import { speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export interface PasskeyOfferView extends Surroundings {
  /** Where the form goes: fields `ticket`, `action` (`passkey`, `decline`) and `passkey`. */
  readonly action: string;
  readonly ticket: string;
  readonly passkey: PasskeyOptions;
}

export function renderPasskeyOfferPage({ locale, frame, action, ticket, passkey }: PasskeyOfferView): string {
  const say = speaker(locale);
  return renderDocument({
    title: say('passkey.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('passkey.title')} mark="joined">
          <p>{say('passkey.intro')}</p>
        </Head>
        <Form action={action} ticket={ticket}>
          <div class="symbolon-actions">
            <PasskeyButton
              ceremony="create"
              options={passkey}
              rank="primary"
              failure={say('passkey.not_made')}
            >
              {say('passkey.create')}
            </PasskeyButton>
            <Button id="decline" rank="secondary" sends={{ name: 'action', value: 'decline' }}>
              {say('passkey.decline')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

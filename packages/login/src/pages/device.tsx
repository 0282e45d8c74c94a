/** The pages about a device that wants to be connected — RFC 8628 §3.3. */
import { Field } from './elements/field.tsx';
import { Button, Form } from './elements/form.tsx';
import { speaker } from './messages.ts';
import { Head, renderDocument } from './shell.tsx';
import type { Surroundings } from './surroundings.ts';

export interface DeviceView extends Surroundings {
  /** Where the form goes: field `user_code`. */
  readonly action: string;
  /** From the address: shown to be compared. */
  readonly userCode?: string | undefined;
  readonly error?: 'missing' | 'unknown' | undefined;
}

export function renderDevicePage({ locale, frame, action, userCode, error }: DeviceView): string {
  const say = speaker(locale);
  return renderDocument({
    title: say('device.title'),
    locale,
    frame,
    layout: 'card',
    children: (
      <>
        <Head title={say('device.title')}>
          <p>{say('device.intro')}</p>
        </Head>
        <Form action={action}>
          <Field
            id="user_code"
            label={say('device.code')}
            autocomplete="off"
            error={error === undefined ? undefined : say(`device.${error}`)}
            focus
          >
            <input
              class="symbolon-input"
              id="user_code"
              name="user_code"
              type="text"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck={false}
              required
              autofocus
              maxlength={20}
              placeholder="XXXX-XXXX"
              value={userCode}
              aria-invalid={error === undefined ? undefined : 'true'}
              aria-describedby={error === undefined ? undefined : 'user_code-error'}
            />
          </Field>
          <div class="symbolon-actions">
            <Button id="submit" rank="primary">
              {say('device.submit')}
            </Button>
          </div>
        </Form>
      </>
    ),
  });
}

export interface DeviceOutcomeView extends Surroundings {
  readonly outcome: 'approved' | 'denied';
}

export function renderDeviceOutcomePage({ locale, frame, outcome }: DeviceOutcomeView): string {
  const say = speaker(locale);
  const title = say(`device.${outcome}.title`);
  return renderDocument({
    title,
    locale,
    frame,
    layout: 'card',
    children: (
      <Head title={title} mark={outcome === 'approved' ? 'joined' : 'apart'}>
        <p>{say(`device.${outcome}.text`)}</p>
      </Head>
    ),
  });
}

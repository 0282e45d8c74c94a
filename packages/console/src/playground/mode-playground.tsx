/** One mode tried: its form, the steps of its last run, and what can follow them. */
import { Alert, Button, Group, Stack, Switch } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Application, draftOf } from '../applications/application.ts';
import { LinesField } from '../parts/lines-field.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { callback } from './callback.ts';
import { type ClientAuthentication, lacksCredential, secretOf } from './client-authentication.ts';
import { type Departure, forgetDeparture } from './departure.ts';
import { FollowUpButtons } from './follow-up-buttons.tsx';
import { followUpsOf } from './follow-ups.ts';
import { familyOf, isRegistered, type PlayMode, redirects } from './modes.ts';
import { ParameterFields } from './parameter-fields.tsx';
import { readExtras, type Typed, valuesOf } from './parameters.ts';
import { leave, resume, run } from './run.ts';
import { Steps } from './steps.tsx';
import { useRunner } from './use-runner.ts';

interface ModePlaygroundProps {
  readonly pool: string;
  readonly issuer: string;
  readonly application: Application;
  readonly mode: PlayMode;
  readonly authentication: ClientAuthentication;
  readonly authenticationField: ReactNode;
  readonly back: Required<Departure> | undefined;
  readonly typed: Typed;
  readonly extras: Departure['extras'];
  readonly onTyped: (typed: Typed) => void;
  readonly onExtras: (lines: readonly string[]) => void;
}

const popupFeatures = 'popup,width=480,height=760';

export function ModePlayground(props: ModePlaygroundProps) {
  const { pool, issuer, application, mode, authentication, back, typed, extras } = props;
  const say = useSay();
  const [isRevealed, setRevealed] = useState(false);
  const isBack = back?.mode === mode;
  const runner = useRunner(
    issuer,
    isBack ? { task: context => resume(context, back), authentication } : undefined,
  );
  const lines = extras[familyOf(mode)] ?? [];
  const inputs = { mode, values: valuesOf(mode, typed, callback), extras: readExtras(lines) };
  const start = (event: FormEvent) => {
    event.preventDefault();
    forgetDeparture();
    // At once, while the click is being handled: later the browser would let no window open.
    const popup = redirects(mode) ? window.open('about:blank', '_blank', popupFeatures) : null;
    void runner.begin(context => run(context, inputs, popup), authentication);
  };
  const goThere = () =>
    void runner.begin(context => leave(context, inputs, { typed, extras }), authentication);
  return (
    <>
      <Section title={say('play.parameters')} help={say('play.parametersHelp')}>
        <form onSubmit={start}>
          <Stack gap="md">
            {isRegistered(mode, draftOf(application)) ? null : (
              <Alert color="gray" variant="light" icon={<TriangleAlert size={18} />}>
                {say('play.notRegistered')}
              </Alert>
            )}
            {props.authenticationField}
            <ParameterFields {...{ mode, values: inputs.values, typed }} onTyped={props.onTyped} />
            <LinesField
              label={say('play.extras')}
              help={say('play.extrasHelp')}
              lines={lines}
              onChange={props.onExtras}
            />
            <Group>
              <Button type="submit" loading={runner.isRunning}>
                {say('play.run')}
              </Button>
              {redirects(mode) && !runner.isRunning ? (
                <Button variant="default" onClick={goThere}>
                  {say('play.runHere')}
                </Button>
              ) : null}
              {runner.isRunning ? (
                <Button variant="default" onClick={runner.cancel}>
                  {say('play.cancel')}
                </Button>
              ) : null}
              <Switch
                label={say('play.reveal')}
                checked={isRevealed}
                onChange={event => setRevealed(event.currentTarget.checked)}
              />
            </Group>
          </Stack>
        </form>
      </Section>
      <Steps
        {...{ pool, isRevealed, clientId: authentication.clientId, secret: secretOf(authentication) }}
        {...runner}
      />
      {runner.isRunning ? null : (
        <FollowUpButtons
          followUps={followUpsOf(runner.steps, authentication)}
          lacksCredential={lacksCredential(authentication)}
          onChoose={({ carryOut }) => void runner.begin(carryOut, authentication, runner.steps)}
        />
      )}
    </>
  );
}

/** One mode tried: its form, the steps of its last run, and what can follow them. */
import { Alert, Button, Group, Stack, Switch } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Application, draftOf } from '../applications/application.ts';
import { LinesField } from '../parts/lines-field.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { callback } from './callback.ts';
import { type Departure, forget } from './departure.ts';
import { followUpsOf } from './follow-ups.ts';
import { NextSteps } from './next-steps.tsx';
import { ParameterFields } from './parameter-fields.tsx';
import { familyOf, type PlayMode, readExtras, redirects, type Shelf, valuesOf } from './parameters.ts';
import { isMissing, type Proof, secretOf } from './proof.ts';
import { isRegistered } from './registered.ts';
import { leave, resume, run } from './run.ts';
import { Steps } from './steps.tsx';
import { useRunner } from './use-runner.ts';

interface TrialProps {
  readonly pool: string;
  readonly issuer: string;
  readonly application: Application;
  readonly mode: PlayMode;
  readonly proof: Proof;
  readonly proofField: ReactNode;
  readonly back: Required<Departure> | undefined;
  readonly shelf: Shelf;
  readonly extras: Departure['extras'];
  readonly onShelf: (shelf: Shelf) => void;
  readonly onExtras: (lines: readonly string[]) => void;
}

const popupFeatures = 'popup,width=480,height=760';

export function Trial(props: TrialProps) {
  const { pool, issuer, application, mode, proof, back, shelf, extras } = props;
  const say = useSay();
  const [isRevealed, setRevealed] = useState(false);
  const isBack = back?.mode === mode;
  const runner = useRunner(issuer, isBack ? { task: course => resume(course, back), proof } : undefined);
  const lines = extras[familyOf(mode)] ?? [];
  const play = { mode, values: valuesOf(mode, shelf, callback), extras: readExtras(lines) };
  const start = (event: FormEvent) => {
    event.preventDefault();
    forget();
    // At once, while the click is being handled: later the browser would let no window open.
    const popup = redirects(mode) ? window.open('about:blank', '_blank', popupFeatures) : null;
    void runner.begin(course => run(course, { ...play, popup }), proof);
  };
  const goThere = () => void runner.begin(course => leave(course, { ...play, shelf, all: extras }), proof);
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
            {props.proofField}
            <ParameterFields {...{ mode, values: play.values, shelf }} onShelf={props.onShelf} />
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
      <Steps {...{ pool, isRevealed, clientId: proof.clientId, secret: secretOf(proof) }} {...runner} />
      {runner.isRunning ? null : (
        <NextSteps
          follows={followUpsOf(runner.steps, proof)}
          isMissingProof={isMissing(proof)}
          onFollow={({ carryOut }) => void runner.begin(carryOut, proof, runner.steps)}
        />
      )}
    </>
  );
}

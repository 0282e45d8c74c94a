/** The bench of the playground: the form of one mode, and the steps of its last run. */
import { Alert, Button, Group, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { TriangleAlert } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Application } from '../applications/application.ts';
import { draftOf, isPublic } from '../applications/application.ts';
import { hasRefresh, modesOf } from '../applications/modes.ts';
import { LinesField } from '../parts/lines-field.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { callbackPath } from './callback.ts';
import {
  beginningOf,
  type Parameter,
  type PlayMode,
  parametersOf,
  readExtras,
  redirects,
  type Values,
} from './parameters.ts';
import { RedirectNotice } from './redirect-notice.tsx';
import { discover, type Endpoints, type Proof } from './request.ts';
import { run, type Step } from './run.ts';
import { Steps } from './steps.tsx';

interface BenchProps {
  readonly pool: string;
  readonly issuer: string;
  readonly application: Application;
  readonly etag: string;
  readonly mode: PlayMode;
  readonly onMode: (mode: PlayMode) => void;
}

const popupFeatures = 'popup,width=480,height=760';
const callback = `${location.origin}${callbackPath}`;

export function Bench({ pool, issuer, application, etag, mode, onMode }: BenchProps) {
  const say = useSay();
  const [typed, setTyped] = useState<Values>({});
  const [extras, setExtras] = useState<readonly string[]>([]);
  const [secret, setSecret] = useState('');
  const [isRevealed, setRevealed] = useState(false);
  const runner = useRunner();
  const values: Values = { ...beginningOf(mode, callback), ...typed };
  const draft = draftOf(application);
  const isRegistered = mode === 'refresh' ? hasRefresh(draft) : modesOf(draft).has(mode);
  const method = application.token_endpoint_auth_method ?? 'client_secret_basic';
  const proof: Proof = { clientId: application.client_id, method, secret };
  const start = (event: FormEvent) => {
    event.preventDefault();
    // At once, while the click is being handled: later the browser would let no window open.
    const popup = redirects(mode) ? window.open('about:blank', '_blank', popupFeatures) : null;
    void runner.begin({ mode, issuer, proof, values, extras: readExtras(extras), popup });
  };
  const onRefresh = (token: string) => {
    setTyped({ refresh_token: token });
    onMode('refresh');
  };
  return (
    <>
      {redirects(mode) ? <RedirectNotice {...{ pool, application, etag, callback }} /> : null}
      <Section title={say('play.parameters')} help={say('play.parametersHelp')}>
        <form onSubmit={start}>
          <Stack gap="md">
            {isRegistered ? null : (
              <Alert color="gray" variant="light" icon={<TriangleAlert size={18} />}>
                {say('play.notRegistered')}
              </Alert>
            )}
            {method.endsWith('_jwt') ? (
              <Alert color="gray" variant="light" icon={<TriangleAlert size={18} />}>
                {say('play.assertion')}
              </Alert>
            ) : null}
            {isPublic(draft) || method.endsWith('_jwt') ? null : (
              <PasswordInput
                label={say('play.secret')}
                description={say('play.secretHelp')}
                value={secret}
                autoComplete="off"
                maw={420}
                onChange={event => setSecret(event.currentTarget.value)}
              />
            )}
            <div className="parameters">
              {parametersOf(mode).map(parameter => (
                <ParameterField
                  key={parameter.name}
                  parameter={parameter}
                  value={values[parameter.name] ?? ''}
                  onChange={value => setTyped({ ...typed, [parameter.name]: value })}
                />
              ))}
            </div>
            <LinesField
              label={say('play.extras')}
              help={say('play.extrasHelp')}
              lines={extras}
              onChange={setExtras}
            />
            <Group>
              <Button type="submit" loading={runner.isRunning}>
                {say('play.run')}
              </Button>
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
      <Steps {...{ pool, proof, isRevealed, onRefresh }} steps={runner.steps} endpoints={runner.endpoints} />
    </>
  );
}

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  const say = useSay();
  const { name, help, section, made, secret } = parameter;
  const Field = secret ? PasswordInput : TextInput;
  return (
    <Field
      label={<code>{name}</code>}
      description={`${say(help)} · ${section}`}
      placeholder={made ? say('play.made') : ''}
      value={value}
      spellCheck={false}
      autoComplete="off"
      classNames={{ input: 'mono' }}
      onChange={event => onChange(event.currentTarget.value)}
    />
  );
}

type Begun = Pick<Parameters<typeof run>[0], 'mode' | 'issuer' | 'proof' | 'values' | 'extras' | 'popup'>;

/** The steps of the last run, forgotten with the page. */
function useRunner() {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [endpoints, setEndpoints] = useState<Endpoints>();
  const [isRunning, setRunning] = useState(false);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const begin = async (begun: Begun) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const show = (next: readonly Step[]) => {
      if (!controller.signal.aborted) setSteps(next);
    };
    setSteps([]);
    setRunning(true);
    try {
      const found = await discover(begun.issuer);
      setEndpoints(found);
      await run({ ...begun, endpoints: found, signal: controller.signal, show });
    } catch (error) {
      if (!controller.signal.aborted)
        notifications.show({ color: 'red', message: error instanceof Error ? error.message : String(error) });
    } finally {
      if (running.current === controller) setRunning(false);
    }
  };
  return { steps, endpoints, isRunning, begin, cancel: () => running.current?.abort() };
}

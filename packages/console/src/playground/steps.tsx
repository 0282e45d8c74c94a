/** What was sent and what came back, step by step. */
import { Alert, Group, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX } from 'lucide-react';
import { Copyable } from '../parts/copyable.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { DevicePrompt } from './device-prompt.tsx';
import { type Endpoints, told } from './request.ts';
import type { Check, Step } from './step.ts';
import { TokenView } from './token-view.tsx';

interface StepsProps {
  readonly pool: string;
  readonly clientId: string;
  readonly secret: string;
  readonly isRevealed: boolean;
  readonly isRunning: boolean;
  readonly steps: readonly Step[];
  readonly endpoints: Endpoints | undefined;
}

export const Steps = ({ steps, ...rest }: StepsProps) => (
  <div aria-live="polite">
    <Stack gap="md">
      {steps.map((step, index) => (
        <StepView key={`${step.kind} ${String(index)}`} number={index + 1} step={step} {...rest} />
      ))}
    </Stack>
  </div>
);

interface StepProps extends Omit<StepsProps, 'steps'> {
  readonly step: Step;
  readonly number: number;
}

function StepView({ step, number, isRevealed, isRunning, ...rest }: StepProps) {
  const say = useSay();
  const { kind, request, answer, asksAgainAt } = step;
  const text = told(request, isRevealed);
  return (
    <Section title={`${number} · ${say(kind)}`}>
      <Text fw={500} size="sm">
        {say('play.request')}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <pre className="sample" tabIndex={0}>
        {text}
      </pre>
      {answer === undefined ? (
        <Waiting href={request.kind === 'browser' ? text : undefined} isRunning={isRunning} />
      ) : (
        <AnswerView answer={answer} {...rest} />
      )}
      {answer && asksAgainAt !== undefined ? (
        <DevicePrompt {...{ asksAgainAt, isRunning }} members={answer.members} />
      ) : null}
    </Section>
  );
}

interface AnswerProps extends Omit<StepProps, 'step' | 'number' | 'isRevealed' | 'isRunning'> {
  readonly answer: NonNullable<Step['answer']>;
}

const tokenNames = ['id_token', 'access_token', 'jwt'] as const;

function AnswerView({ answer, pool, clientId, secret, endpoints }: AnswerProps) {
  const say = useSay();
  const { status, members, checks, correlationId } = answer;
  return (
    <>
      <Text fw={500} size="sm">
        {say('play.answer')}
        {status === undefined ? null : ` · ${status}`}
      </Text>
      <Refusal members={members} />
      <Checks checks={checks} />
      <Members members={members} />
      <Inspect {...{ pool, clientId, correlationId }} />
      {tokenNames.map(name => {
        const value = members[name];
        return typeof value === 'string' && endpoints ? (
          <TokenView key={name} {...{ name, secret }} token={value} jwksUri={endpoints.jwks_uri} />
        ) : null;
      })}
    </>
  );
}

interface WaitingProps {
  /** Where the end-user signs in. */
  readonly href: string | undefined;
  readonly isRunning: boolean;
}

function Waiting({ href, isRunning }: WaitingProps) {
  const say = useSay();
  if (!isRunning) return <Text c="dimmed">{say('play.stopped')}</Text>;
  if (href === undefined) return null;
  return (
    <Group role="status">
      <Text>{say('play.waiting')}</Text>
      <a href={href} target="_blank" rel="noopener">
        {say('play.blocked')}
      </a>
    </Group>
  );
}
type Told = Readonly<Record<string, unknown>>;

function Refusal({ members }: { readonly members: Told }) {
  const say = useSay();
  const { error, error_description: description, error_uri: uri } = members;
  if (error === undefined) return null;
  return (
    <Alert color="red" variant="light" title={String(error)} role="alert">
      {String(description ?? '')}{' '}
      {typeof uri === 'string' && uri.startsWith(`${location.origin}/errors/`) ? (
        <a href={uri}>{say('flows.rule')}</a>
      ) : null}
    </Alert>
  );
}

function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const say = useSay();
  if (checks.length === 0) return null;
  return (
    <ul className="checks">
      {checks.map(({ word, holds }) => (
        <li key={word} className={holds ? 'good' : 'bad'}>
          {holds ? <CircleCheck size={16} aria-hidden="true" /> : <CircleX size={16} aria-hidden="true" />}
          {holds ? say(word) : <s>{say(word)}</s>}
        </li>
      ))}
    </ul>
  );
}

const Members = ({ members }: { readonly members: Told }) => (
  <Table variant="vertical" layout="fixed" className="claims">
    <Table.Tbody>
      {Object.entries(members).map(([name, value]) => (
        <Table.Tr key={name}>
          <Table.Th w={150}>{name}</Table.Th>
          <Table.Td>
            <Copyable value={String(value)} label={name} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  </Table>
);

interface InspectProps {
  readonly pool: string;
  readonly clientId: string;
  readonly correlationId: string | undefined;
}

/** An approval that came by redirect names no correlation id: the list of its application begins with it. */
function Inspect({ pool, clientId, correlationId }: InspectProps) {
  const say = useSay();
  if (correlationId === undefined)
    return (
      <Link to="/pools/$pool/flows" params={{ pool }} search={{ client_id: clientId }} target="_blank">
        {say('play.inspect')}
      </Link>
    );
  return (
    <Link to="/pools/$pool/flows/by-id/$correlationId" params={{ pool, correlationId }} target="_blank">
      {say('play.inspect')}
    </Link>
  );
}

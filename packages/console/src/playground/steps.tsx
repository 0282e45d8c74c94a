/** What was sent and what came back, step by step. */
import { Group, Stack, Text } from '@mantine/core';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { DevicePrompt } from './device-prompt.tsx';
import { requestText } from './request-text.ts';
import type { Step } from './step.ts';
import { StepAnswer, type StepAnswerProps } from './step-answer.tsx';

interface StepsProps extends Omit<StepAnswerProps, 'answer'> {
  readonly isRevealed: boolean;
  readonly isRunning: boolean;
  readonly steps: readonly Step[];
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
  const text = requestText(request, isRevealed);
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
        <StepAnswer answer={answer} {...rest} />
      )}
      {answer && asksAgainAt !== undefined ? (
        <DevicePrompt {...{ asksAgainAt, isRunning }} members={answer.members} />
      ) : null}
    </Section>
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

/** What can be done next with what came. */
import { Button, Group } from '@mantine/core';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { Follow } from './follow-ups.ts';

interface NextStepsProps {
  readonly follows: readonly Follow[];
  readonly isMissingProof: boolean;
  readonly onFollow: (follow: Follow) => void;
}

export function NextSteps({ follows, isMissingProof, onFollow }: NextStepsProps) {
  const say = useSay();
  if (follows.length === 0) return null;
  const mustExchange = follows.some(({ name }) => name === 'exchange');
  return (
    <Section
      title={say('next.title')}
      help={mustExchange && isMissingProof ? say('next.proofFirst') : say('next.help')}
    >
      <Group gap="xs">
        {follows.map(follow => (
          <Button
            key={follow.name}
            size="xs"
            variant={follow.name === 'exchange' ? 'filled' : 'default'}
            onClick={() => onFollow(follow)}
          >
            {say(`next.${follow.name}`)}
          </Button>
        ))}
      </Group>
    </Section>
  );
}

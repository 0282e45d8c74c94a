/** What can be done next with what came. */
import { Button, Group } from '@mantine/core';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { FollowUp } from './follow-ups.ts';

interface FollowUpButtonsProps {
  readonly followUps: readonly FollowUp[];
  readonly lacksCredential: boolean;
  readonly onChoose: (followUp: FollowUp) => void;
}

export function FollowUpButtons({ followUps, lacksCredential, onChoose }: FollowUpButtonsProps) {
  const say = useSay();
  if (followUps.length === 0) return null;
  const mustExchange = followUps.some(({ name }) => name === 'exchange');
  return (
    <Section
      title={say('next.title')}
      help={mustExchange && lacksCredential ? say('next.proofFirst') : say('next.help')}
    >
      <Group gap="xs">
        {followUps.map(followUp => (
          <Button
            key={followUp.name}
            size="xs"
            variant={followUp.name === 'exchange' ? 'filled' : 'default'}
            onClick={() => onChoose(followUp)}
          >
            {say(`next.${followUp.name}`)}
          </Button>
        ))}
      </Group>
    </Section>
  );
}

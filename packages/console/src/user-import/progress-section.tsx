/** How far an import is, what stopped it, and what came of it. */
import { Alert, Button, Group, Progress, Text } from '@mantine/core';
import { CircleAlert, Download } from 'lucide-react';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { Import } from './use-import.ts';

interface ProgressSectionProps {
  readonly state: Exclude<Import, { readonly kind: 'ready' }>;
  readonly total: number;
  readonly refusedCount: number;
  readonly resume: () => void;
  readonly download: () => void;
}

export function ProgressSection({ state, total, refusedCount, resume, download }: ProgressSectionProps) {
  const say = useSay();
  const { sent, imported } = state.standing;
  const percent = total === 0 ? 100 : Math.floor((sent / total) * 100);
  const isDone = state.kind === 'done';
  return (
    <Section title={say(isDone ? 'import.done' : 'import.running')}>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={say('import.running')} />
      </Progress.Root>
      <Text role="status">{say('import.standing', { sent, total, imported, refused: refusedCount })}</Text>
      {state.kind === 'stopped' ? (
        <Alert
          color="red"
          variant="light"
          role="alert"
          icon={<CircleAlert size={18} />}
          title={say('import.stopped')}
        >
          <Text size="sm" mb="sm">
            {state.error.message} {say('import.stoppedHelp')}
          </Text>
          <Button size="xs" onClick={resume}>
            {say('import.resume')}
          </Button>
        </Alert>
      ) : null}
      {state.kind !== 'sending' && refusedCount > 0 ? (
        <Group>
          <Button variant="default" leftSection={<Download size={16} />} onClick={download}>
            {say('import.download')}
          </Button>
          <Text size="sm" c="dimmed">
            {say('import.downloadHelp')}
          </Text>
        </Group>
      ) : null}
    </Section>
  );
}

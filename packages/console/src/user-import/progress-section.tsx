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
  readonly beginAgain: () => void;
  readonly download: () => void;
}

const titles = {
  sending: 'import.running',
  stopped: 'import.running',
  left: 'import.left',
  done: 'import.done',
} as const;

export function ProgressSection(props: ProgressSectionProps) {
  const { state, total, refusedCount, resume, beginAgain, download } = props;
  const say = useSay();
  const { sent, imported } = state.standing;
  const percent = total === 0 ? 100 : Math.floor((sent / total) * 100);
  return (
    <Section title={say(titles[state.kind])}>
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
      {state.kind === 'left' ? (
        <>
          <Text size="sm" c="dimmed">
            {say('import.leftHelp')}
          </Text>
          <Group>
            <Button onClick={resume}>{say('import.resume')}</Button>
            <Button variant="default" onClick={beginAgain}>
              {say('import.beginAgain')}
            </Button>
          </Group>
        </>
      ) : null}
      {state.kind !== 'sending' && state.kind !== 'left' && refusedCount > 0 ? (
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

/** The secrets of an application: two at a time, so that it changes over without an outage. */
import { Button, Group, Text } from '@mantine/core';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useChange } from '../api/queries.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Empty } from '../parts/empty.tsx';
import { Section } from '../parts/section.tsx';
import { type Secret, ShownOnce } from '../parts/shown-once.tsx';
import { useSay } from '../words/say.tsx';
import type { ApplicationProps } from './application-form.tsx';

const most = 2;

export function Secrets({ application, etag, pool, mayWrite }: ApplicationProps) {
  const say = useSay();
  const [made, setMade] = useState<readonly Secret[]>();
  const at = { pool, client_id: application.client_id };
  const { secrets } = application;
  const add = useChange('POST /pools/{pool}/applications/{client_id}/secrets', {
    onDone: ({ answer }) => setMade([{ label: 'client_secret', value: answer.client_secret }]),
  });
  const remove = useChange('DELETE /pools/{pool}/applications/{client_id}/secrets/{secret_id}', {
    done: say('secrets.removed'),
  });
  if (secrets.length === 0)
    return (
      <Section>
        <Empty icon={KeyRound} title={say('secrets.none')} help={say('secrets.noneHelp')} />
      </Section>
    );
  return (
    <Section
      title={say('app.tab.secrets')}
      help={say('secrets.help')}
      actions={
        mayWrite && secrets.length < most ? (
          <Button
            size="sm"
            leftSection={<Plus size={16} />}
            loading={add.isPending}
            onClick={() => add.mutate({ at, body: {} })}
          >
            {say('secrets.add')}
          </Button>
        ) : undefined
      }
    >
      {secrets.map(({ id }, index) => (
        <Group key={id} justify="space-between" gap="sm">
          <div>
            <Text size="sm" fw={500}>
              {index === 0 ? say('secrets.older') : say('secrets.newer')}
            </Text>
            <code>{id}</code>
          </div>
          {mayWrite && secrets.length === most ? (
            <Confirm
              action={say('secrets.remove')}
              title={say('secrets.remove')}
              tone="danger"
              size="xs"
              isRunning={remove.isPending}
              run={() => remove.mutateAsync({ at: { ...at, secret_id: id }, seen: etag })}
            >
              {say('secrets.removeHelp')}
            </Confirm>
          ) : null}
        </Group>
      ))}
      <ShownOnce title={say('secrets.made')} secrets={made} onClose={() => setMade(undefined)} />
    </Section>
  );
}

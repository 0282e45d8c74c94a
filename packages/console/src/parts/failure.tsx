/** A refusal or a fault in place of what was asked for: what happened, what to do, and the id to find it by. */
import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem.ts';
import { useSay } from '../words/say.tsx';
import { Copyable } from './copyable.tsx';

export function Failure({ error, action }: { readonly error: Error; readonly action?: ReactNode }) {
  const say = useSay();
  const problem = error instanceof Problem ? error : undefined;
  return (
    <Stack gap="sm" role="alert" className="card" p="lg">
      <Title order={2}>{problem?.status === 403 ? say('problem.forbidden') : say('problem.title')}</Title>
      <Text>{error.message}</Text>
      {problem?.correlationId === undefined ? null : (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {say('problem.id')}
          </Text>
          <Copyable value={problem.correlationId} />
        </Group>
      )}
      {action === undefined ? null : <Group>{action}</Group>}
    </Stack>
  );
}

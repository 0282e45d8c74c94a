/** The head of a page: what it is about, and what can be done first. */
import { Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface PageHeadProps {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  readonly above?: ReactNode;
}

export function PageHead({ title, intro, actions, above }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Symbolon`;
  }, [title]);
  return (
    <header className="page-head">
      {above}
      <Group justify="space-between" align="flex-start" gap="md">
        <div className="page-title">
          <Title order={1}>{title}</Title>
          {intro === undefined ? null : (
            <Text c="dimmed" mt={4} component="div">
              {intro}
            </Text>
          )}
        </div>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
    </header>
  );
}

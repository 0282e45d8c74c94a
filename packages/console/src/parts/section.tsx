/** A part of a page that belongs together. */
import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  readonly title?: string;
  readonly help?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly tone?: 'danger';
}

export function Section({ title, help, actions, children, tone }: SectionProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      className="card"
      p="lg"
      data-tone={tone}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {title === undefined ? null : (
        <Group justify="space-between" align="flex-start" mb="md" gap="sm">
          <div>
            <Title order={2} size="h3" id={id}>
              {title}
            </Title>
            {help === undefined ? null : (
              <Text size="sm" c="dimmed" mt={4}>
                {help}
              </Text>
            )}
          </div>
          {actions}
        </Group>
      )}
      <Stack gap="md">{children}</Stack>
    </Paper>
  );
}

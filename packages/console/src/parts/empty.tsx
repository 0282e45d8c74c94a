/** A list without entries: what it is for, and the first step. */
import { Stack, Text, Title } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly help: string;
  readonly action?: ReactNode;
}

export const Empty = ({ icon: Icon, title, help, action }: EmptyProps) => (
  <Stack align="center" gap="sm" ta="center" px="lg" py={48}>
    <Icon size={32} className="mark" aria-hidden="true" />
    <Title order={2} size="h3">
      {title}
    </Title>
    <Text c="dimmed" maw={440}>
      {help}
    </Text>
    {action}
  </Stack>
);

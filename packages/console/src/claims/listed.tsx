/** What the lists of claims and scopes have in common. */
import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Confirm } from '../parts/confirm.tsx';
import type { Column } from '../parts/listing.tsx';
import { ManagedBy } from '../parts/managed-by.tsx';
import { useSay } from '../words/say.tsx';
import { type ShownClaim, type ShownScope, useSettings } from './declarations.ts';

interface PartProps {
  readonly title: string;
  readonly help: string;
  readonly action: ReactNode;
  readonly children: ReactNode;
}

export const Part = ({ title, help, action, children }: PartProps) => (
  <Stack gap="sm" component="section">
    <Group justify="space-between" align="flex-end" gap="sm" mt="sm">
      <div>
        <Title order={2} size="h3">
          {title}
        </Title>
        <Text size="sm" c="dimmed">
          {help}
        </Text>
      </div>
      {action}
    </Group>
    {children}
  </Stack>
);

export const Names = ({ names }: { readonly names: readonly string[] }) => (
  <Group gap={4}>
    {names.length === 0 ? '—' : null}
    {names.map(name => (
      <Badge key={name} variant="light" color="gray" className="mono" tt="none" fw={400}>
        {name}
      </Badge>
    ))}
  </Group>
);

export const keeperColumn = (label: string): Column<ShownScope | ShownClaim> => ({
  label,
  cell: ({ managed_by: by }) => (by === 'standard' ? null : <ManagedBy by={by} />),
});

interface RemoveProps {
  readonly pool: string;
  readonly list: 'claims' | 'scopes';
  readonly name: string;
  readonly help: string;
}

export function Remove({ pool, list, name, help }: RemoveProps) {
  const say = useSay();
  const { settings, save, write } = useSettings(pool);
  const left = <Entry extends { readonly name: string }>(entries: readonly Entry[] = []) =>
    entries.filter(entry => entry.name !== name);
  const run = () =>
    write(list === 'claims' ? { claims: left(settings.claims) } : { scopes: left(settings.scopes) });
  return (
    <Confirm
      action={say('form.delete')}
      title={say('form.deleteTitle', { name })}
      size="xs"
      tone="danger"
      isRunning={save.isPending}
      run={run}
    >
      {help}
    </Confirm>
  );
}

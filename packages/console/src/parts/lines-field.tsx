/** A field of several lines of text, each judged as it is typed. */
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useSay } from '../words/say.tsx';

interface LinesFieldProps {
  readonly label: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly lines: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
  /** Why a line cannot be taken; undefined where it can. */
  readonly judge?: (line: string) => string | undefined;
  /** By the server, of a line. */
  readonly errorAt?: (index: number) => string | undefined;
  readonly isDisabled?: boolean;
}

export function LinesField(props: LinesFieldProps) {
  const { label, help, placeholder, lines, onChange, judge, errorAt, isDisabled = false } = props;
  const say = useSay();
  const id = useId();
  const shown = lines.length === 0 ? [''] : lines;
  const errorOf = (line: string, index: number) =>
    errorAt?.(index) ?? (line === '' ? undefined : judge?.(line));
  return (
    <Stack gap={6} role="group" aria-labelledby={id}>
      <Text size="sm" fw={500} id={id}>
        {label}
      </Text>
      {help === undefined ? null : (
        <Text size="xs" c="dimmed">
          {help}
        </Text>
      )}
      {shown.map((line, index) => (
        <Group key={String(index)} gap={6} align="flex-start" wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={`${label} ${index + 1}`}
            value={line}
            placeholder={placeholder}
            error={errorOf(line, index)}
            disabled={isDisabled}
            spellCheck={false}
            autoComplete="off"
            classNames={{ input: 'mono' }}
            onChange={event => onChange(shown.with(index, event.currentTarget.value))}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            disabled={isDisabled}
            aria-label={say('lines.remove', { what: `${label} ${index + 1}` })}
            onClick={() => onChange(shown.toSpliced(index, 1))}
          >
            <X size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<Plus size={14} />}
          disabled={isDisabled}
          onClick={() => onChange([...shown, ''])}
        >
          {say('lines.add')}
        </Button>
      </Group>
    </Stack>
  );
}

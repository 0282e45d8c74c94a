/** What end-users agree to when they sign up. */
import { Button, Group, Stack, Switch, TextInput } from '@mantine/core';
import { Plus } from 'lucide-react';
import { FileNotice } from '../parts/managed-by.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { Settings, SettingsFieldProps } from './settings-page.tsx';

type Agreement = NonNullable<Settings['agreements']>[number];

const members = ['id', 'title', 'url'] as const;

export function AgreementsField({ draft, onChange, isDisabled, isDeclared }: SettingsFieldProps) {
  const say = useSay();
  const agreements: readonly Agreement[] = draft.agreements ?? [];
  const write = (changed: readonly Agreement[]) => onChange({ ...draft, agreements: changed });
  return (
    <Section title={say('settings.agreements')} help={say('settings.agreementsHelp')}>
      {isDeclared ? <FileNotice /> : null}
      {agreements.map((agreement, index) => (
        <Stack key={String(index)} gap="xs" className="entry">
          {members.map(member => (
            <TextInput
              key={member}
              label={say(`agreement.${member}`)}
              value={agreement[member]}
              placeholder={member === 'url' ? 'https://example.com/terms' : ''}
              required
              disabled={isDisabled}
              onChange={event =>
                write(agreements.with(index, { ...agreement, [member]: event.currentTarget.value }))
              }
            />
          ))}
          <Group justify="space-between">
            <Switch
              label={say('agreement.required')}
              checked={agreement.required ?? true}
              disabled={isDisabled}
              onChange={event =>
                write(agreements.with(index, { ...agreement, required: event.currentTarget.checked }))
              }
            />
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              disabled={isDisabled}
              onClick={() => write(agreements.toSpliced(index, 1))}
            >
              {say('agreement.remove')}
            </Button>
          </Group>
        </Stack>
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={14} />}
          disabled={isDisabled}
          onClick={() => write([...agreements, { id: '', title: '', url: '' }])}
        >
          {say('agreement.add')}
        </Button>
      </Group>
    </Section>
  );
}

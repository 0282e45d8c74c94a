/** What an application is, as its users and its developers see it. */
import { Switch, TextInput } from '@mantine/core';
import type { ErrorOf } from '../parts/member-errors.ts';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { AddressFields } from './address-fields.tsx';
import { type Draft, typeOf, withMember } from './application.ts';
import { ModesField } from './modes-field.tsx';

export interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly errorOf: ErrorOf;
  readonly isDisabled: boolean;
}

const switches = [
  { member: 'skip_consent', unless: false },
  { member: 'enabled', unless: true },
] as const;

export function SettingsFields({ draft, onChange, errorOf, isDisabled }: FieldsProps) {
  const say = useSay();
  const text = (member: 'client_name' | 'logo_uri') => (
    <TextInput
      key={member}
      label={say(`app.${member}`)}
      description={say(`app.${member}Help`)}
      value={draft[member] ?? ''}
      error={errorOf(member)}
      disabled={isDisabled}
      maw={480}
      onChange={event => onChange(withMember(draft, member, event.currentTarget.value || undefined))}
    />
  );
  return (
    <>
      <Section title={say('new.basics')}>
        {text('client_name')}
        {text('logo_uri')}
        {switches.map(({ member, unless }) => (
          <Switch
            key={member}
            label={say(`app.${member}`)}
            description={say(`app.${member}Help`)}
            checked={draft[member] ?? unless}
            disabled={isDisabled}
            onChange={event => onChange(withMember(draft, member, event.currentTarget.checked))}
          />
        ))}
      </Section>
      {typeOf(draft) === 'machine' ? null : (
        <Section title={say('app.addresses')}>
          <AddressFields draft={draft} onChange={onChange} errorOf={errorOf} isDisabled={isDisabled} />
        </Section>
      )}
      <Section>
        <ModesField
          draft={draft}
          onChange={onChange}
          isDisabled={isDisabled}
          error={errorOf('grant_types') ?? errorOf('response_types')}
        />
      </Section>
    </>
  );
}

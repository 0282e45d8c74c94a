/** The fields about a user: what they sign in with, the standard claims, custom data. */
import { SimpleGrid, Switch, Textarea, TextInput } from '@mantine/core';
import type { ErrorOf } from '../parts/member-errors.ts';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { readCustomData, textClaims, trueClaims, type UserFields } from './user.ts';

interface UserFieldsProps {
  readonly fields: UserFields;
  readonly onChange: (fields: UserFields) => void;
  readonly errorOf: ErrorOf;
  readonly isDisabled?: boolean;
}

const inputOf = {
  username: { autoComplete: 'off', spellCheck: false },
  email: { type: 'email', inputMode: 'email', autoComplete: 'off' },
  phone: { type: 'tel', inputMode: 'tel', autoComplete: 'off', placeholder: '+14155550123' },
  website: { type: 'url', inputMode: 'url', autoComplete: 'off' },
} as const;

const isSpecial = (name: string): name is keyof typeof inputOf => Object.hasOwn(inputOf, name);

export function UserFieldsForm({ fields, onChange, errorOf, isDisabled = false }: UserFieldsProps) {
  const say = useSay();
  const { texts, truths, customData } = fields;
  const isJson = readCustomData(customData) !== undefined;
  return (
    <>
      <Section title={say('users.profile')} help={say('users.profileHelp')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {textClaims.map(name => (
            <TextInput
              key={name}
              label={say(`claim.${name}`)}
              value={texts[name]}
              error={errorOf(name)}
              disabled={isDisabled}
              autoComplete="off"
              {...(isSpecial(name) && inputOf[name])}
              onChange={event =>
                onChange({ ...fields, texts: { ...texts, [name]: event.currentTarget.value } })
              }
            />
          ))}
        </SimpleGrid>
        {trueClaims.map(name => (
          <Switch
            key={name}
            label={say(`claim.${name}`)}
            checked={truths[name]}
            disabled={isDisabled}
            onChange={event =>
              onChange({ ...fields, truths: { ...truths, [name]: event.currentTarget.checked } })
            }
          />
        ))}
      </Section>
      <Section title={say('users.customData')} help={say('users.customDataHelp')}>
        <Textarea
          aria-label={say('users.customData')}
          placeholder={'{ "aws": "demo" }'}
          value={customData}
          error={isJson ? errorOf('custom_data') : say('users.notJson')}
          disabled={isDisabled}
          rows={6}
          resize="vertical"
          spellCheck={false}
          classNames={{ input: 'mono' }}
          onChange={event => onChange({ ...fields, customData: event.currentTarget.value })}
        />
      </Section>
    </>
  );
}

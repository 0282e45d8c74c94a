/** The words of the sign-in page, language by language. */
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { withMember } from '../applications/application.ts';
import type { ErrorOf } from '../parts/member-errors.ts';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { type Branding, type Language, languageOf, languages } from './branding.ts';

interface TextsFieldProps {
  readonly draft: Branding;
  readonly onChange: (draft: Branding) => void;
  readonly onLanguage: (language: Language) => void;
  readonly isDisabled: boolean;
  readonly errorOf: ErrorOf;
}

const members = ['login_title', 'login_intro'] as const;

export function TextsField({ draft, onChange, onLanguage, isDisabled, errorOf }: TextsFieldProps) {
  const say = useSay();
  const [language, setLanguage] = useState<Language>(draft.default_language ?? 'en');
  const texts = draft.texts?.[language] ?? {};
  const write = (member: (typeof members)[number], value: string) => {
    const said = withMember(texts, member, value || undefined);
    const all = withMember(draft.texts ?? {}, language, Object.keys(said).length === 0 ? undefined : said);
    onChange(withMember(draft, 'texts', Object.keys(all).length === 0 ? undefined : all));
  };
  return (
    <Section title={say('branding.texts')} help={say('branding.textsHelp')}>
      <Select
        label={say('branding.textsIn')}
        data={Object.entries(languages).map(([value, label]) => ({
          value,
          label: draft.texts?.[languageOf(value) ?? 'en'] ? `${label} •` : label,
        }))}
        value={language}
        allowDeselect={false}
        onChange={value => {
          const chosen = languageOf(value) ?? language;
          setLanguage(chosen);
          onLanguage(chosen);
        }}
      />
      {members.map(member => (
        <TextInput
          key={member}
          label={say(`branding.${member}`)}
          value={texts[member] ?? ''}
          error={errorOf(`branding.texts.${language}.${member}`)}
          disabled={isDisabled}
          lang={language}
          dir="auto"
          onChange={event => write(member, event.currentTarget.value)}
        />
      ))}
    </Section>
  );
}

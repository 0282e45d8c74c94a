/** Name, pictures, colours and shape of the hosted pages. */
import { ColorInput, Select, SimpleGrid, Slider, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { withMember } from '../applications/application.ts';
import type { ErrorOf } from '../parts/member-errors.ts';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { type Branding, languageOf, languages } from './branding.ts';
import { PictureField } from './picture-field.tsx';

const schemes = ['light', 'dark'] as const;
const colours = ['accent', 'background'] as const;

export interface BrandingFieldsProps {
  readonly draft: Branding;
  readonly onChange: (draft: Branding) => void;
  readonly isDisabled: boolean;
  readonly errorOf: ErrorOf;
}

/** THE TABLE of the colours that the pages have of their own. */
const own = {
  light: { accent: '#0f6b62', background: '#fbfaf7' },
  dark: { accent: '#4fb8ab', background: '#131519' },
} as const;

export function BrandingFields({ draft, onChange, isDisabled, errorOf }: BrandingFieldsProps) {
  const say = useSay();
  return (
    <>
      <Section>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={say('branding.name')}
            description={say('branding.nameHelp')}
            value={draft.name ?? ''}
            error={errorOf('branding.name')}
            disabled={isDisabled}
            onChange={event => onChange(withMember(draft, 'name', event.currentTarget.value || undefined))}
          />
          <Select
            label={say('branding.language')}
            description={say('branding.languageHelp')}
            data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
            placeholder={say('app.default')}
            clearable
            clearButtonProps={{ 'aria-label': say('lines.remove', { what: say('branding.language') }) }}
            value={draft.default_language ?? null}
            disabled={isDisabled}
            onChange={value => onChange(withMember(draft, 'default_language', languageOf(value)))}
          />
          {(['logo', 'background_image'] as const).map(member => (
            <PictureField
              key={member}
              label={say(`branding.${member}`)}
              help={say(`branding.${member}Help`)}
              value={draft[member]}
              error={errorOf(`branding.${member}`)}
              isDisabled={isDisabled}
              onChange={value => onChange(withMember(draft, member, value))}
            />
          ))}
          {schemes.flatMap(scheme =>
            colours.map(colour => (
              <ColorInput
                key={`${scheme} ${colour}`}
                label={say(`branding.${scheme}.${colour}`)}
                placeholder={own[scheme][colour]}
                value={draft[scheme]?.[colour] ?? ''}
                error={errorOf(`branding.${scheme}.${colour}`)}
                disabled={isDisabled}
                eyeDropperButtonProps={{ 'aria-label': say('branding.pick') }}
                onChange={value =>
                  onChange(
                    withMember(draft, scheme, withMember(draft[scheme] ?? {}, colour, value || undefined)),
                  )
                }
              />
            )),
          )}
          <RadiusField
            radius={draft.radius}
            isDisabled={isDisabled}
            onChange={radius => onChange(withMember(draft, 'radius', radius))}
          />
        </SimpleGrid>
      </Section>
      <Section title={say('branding.css')} help={say('branding.cssHelp')}>
        <Textarea
          aria-label={say('branding.css')}
          rows={6}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          value={draft.css ?? ''}
          error={errorOf('branding.css')}
          disabled={isDisabled}
          onChange={event => onChange(withMember(draft, 'css', event.currentTarget.value || undefined))}
        />
      </Section>
    </>
  );
}

interface RadiusFieldProps {
  readonly radius: number | undefined;
  readonly isDisabled: boolean;
  readonly onChange: (radius: number) => void;
}

/** Of the pages as they are by themselves. */
const ownRadius = 8;

function RadiusField({ radius, isDisabled, onChange }: RadiusFieldProps) {
  const say = useSay();
  const id = useId();
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500} id={id}>
        {say('branding.radius', { pixels: radius ?? ownRadius })}
      </Text>
      <Slider
        thumbProps={{ 'aria-labelledby': id }}
        min={0}
        max={24}
        value={radius ?? ownRadius}
        disabled={isDisabled}
        label={null}
        onChange={onChange}
      />
    </Stack>
  );
}

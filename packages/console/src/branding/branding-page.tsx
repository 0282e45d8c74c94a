/** How the hosted pages of a pool look, with a preview that follows what is typed. */
import {
  Alert,
  Button,
  ColorInput,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Body } from '../api/call.ts';
import { useMay } from '../api/me.ts';
import { useChange, useReadNow } from '../api/queries.ts';
import { withMember } from '../applications/application.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { otherErrors } from '../parts/member-errors.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { Preview } from './preview.tsx';

type Settings = Body<'PUT /pools/{pool}/settings'>;
export type Branding = NonNullable<Settings['branding']>;

const schemes = ['light', 'dark'] as const;
const colours = ['accent', 'background'] as const;
const languages = [
  'en',
  'zh-CN',
  'zh-TW',
  'ja',
  'de',
  'fr',
  'es',
  'ar',
] as const satisfies readonly NonNullable<Branding['default_language']>[];

export function BrandingPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/branding' });
  const { answer, etag } = useReadNow('GET /pools/{pool}/settings', { at: { pool } });
  return (
    <>
      <PageHead title={say('nav.branding')} intro={say('branding.intro')} />
      <BrandingForm key={`${pool} ${etag}`} pool={pool} settings={answer} etag={etag} />
    </>
  );
}

interface BrandingFormProps {
  readonly pool: string;
  readonly settings: Settings;
  readonly etag: string;
}

function BrandingForm({ pool, settings, etag }: BrandingFormProps) {
  const say = useSay();
  const mayWrite = useMay(pool)('settings:write');
  const before = settings.branding ?? {};
  const [draft, setDraft] = useState<Branding>(before);
  const save = useChange('PUT /pools/{pool}/settings', { done: say('form.saved'), showsMembers: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ at: { pool }, body: { ...settings, branding: draft }, seen: etag });
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before);
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FormErrors errors={otherErrors(save.error, [])} />
        <BrandingFields draft={draft} onChange={setDraft} isDisabled={!mayWrite} />
        {mayWrite ? <Preview pool={pool} branding={draft} /> : null}
        {mayWrite ? (
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!isChanged}>
              {say('form.save')}
            </Button>
            {isChanged ? (
              <Button variant="default" onClick={() => setDraft(before)}>
                {say('form.reset')}
              </Button>
            ) : null}
          </Group>
        ) : (
          <Alert color="gray" variant="light">
            {say('problem.forbidden')}
          </Alert>
        )}
      </Stack>
    </form>
  );
}

interface BrandingFieldsProps {
  readonly draft: Branding;
  readonly onChange: (draft: Branding) => void;
  readonly isDisabled: boolean;
}

/** THE TABLE of the colours that the pages have of their own. */
const own = {
  light: { accent: '#0f6b62', background: '#fbfaf7' },
  dark: { accent: '#4fb8ab', background: '#131519' },
} as const;

function BrandingFields({ draft, onChange, isDisabled }: BrandingFieldsProps) {
  const say = useSay();
  return (
    <>
      <Section>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {(['name', 'logo'] as const).map(member => (
            <TextInput
              key={member}
              label={say(`branding.${member}`)}
              description={say(`branding.${member}Help`)}
              value={draft[member] ?? ''}
              disabled={isDisabled}
              onChange={event => onChange(withMember(draft, member, event.currentTarget.value || undefined))}
            />
          ))}
          {schemes.flatMap(scheme =>
            colours.map(colour => (
              <ColorInput
                key={`${scheme} ${colour}`}
                label={say(`branding.${scheme}.${colour}`)}
                placeholder={own[scheme][colour]}
                value={draft[scheme]?.[colour] ?? ''}
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
          <Select
            label={say('branding.language')}
            data={[...languages]}
            placeholder={say('app.default')}
            clearable
            clearButtonProps={{ 'aria-label': say('lines.remove', { what: say('branding.language') }) }}
            value={draft.default_language ?? null}
            disabled={isDisabled}
            onChange={value =>
              onChange(
                withMember(
                  draft,
                  'default_language',
                  languages.find(each => each === value),
                ),
              )
            }
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
          disabled={isDisabled}
          onChange={event => onChange(withMember(draft, 'css', event.currentTarget.value || undefined))}
        />
      </Section>
    </>
  );
}

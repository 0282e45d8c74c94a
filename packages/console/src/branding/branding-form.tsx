/** The form of a branding, with a preview that follows what is typed. */
import { Alert, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { FormErrors } from '../parts/form-errors.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { SaveButtons } from '../parts/save-buttons.tsx';
import { useSay } from '../words/say.tsx';
import type { Branding, Language } from './branding.ts';
import { BrandingFields } from './branding-fields.tsx';
import { Preview } from './preview.tsx';
import { TextsField } from './texts-field.tsx';

interface BrandingFormProps {
  readonly pool: string;
  readonly before: Branding;
  /** What pages look like with it: others may say something, too. */
  readonly withOthers: (branding: Branding) => Branding;
  readonly applicationName?: string | undefined;
  readonly isDisabled: boolean;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly save: (branding: Branding) => void;
}

const shown = ['name', 'logo', 'background_image', 'light', 'dark', 'css', 'texts'].map(
  member => `branding.${member}`,
);

export function BrandingForm(props: BrandingFormProps) {
  const { pool, before, withOthers, applicationName, isDisabled, isSaving, error, save } = props;
  const say = useSay();
  const [draft, setDraft] = useState<Branding>(before);
  const [language, setLanguage] = useState<Language>(before.default_language ?? 'en');
  const errorOf = memberErrors(error);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before);
  const field = { draft, onChange: setDraft, isDisabled, errorOf };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(draft);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FormErrors errors={otherErrors(error, shown)} />
        <BrandingFields {...field} />
        <TextsField {...field} onLanguage={setLanguage} />
        {isDisabled ? (
          <Alert color="gray" variant="light">
            {say('problem.forbidden')}
          </Alert>
        ) : (
          <>
            <Preview
              pool={pool}
              branding={withOthers(draft)}
              language={language}
              applicationName={applicationName}
            />
            <SaveButtons isSaving={isSaving} isChanged={isChanged} reset={() => setDraft(before)} />
          </>
        )}
      </Stack>
    </form>
  );
}

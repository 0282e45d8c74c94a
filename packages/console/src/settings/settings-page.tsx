/** How the users of a pool sign in and sign up, and what they must agree to. */
import { Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Body } from '../api/call.ts';
import { useMay } from '../api/me.ts';
import { useChange, useReadNow } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { otherErrors } from '../parts/member-errors.ts';
import { PageHead } from '../parts/page-head.tsx';
import { SaveButtons } from '../parts/save-buttons.tsx';
import { useSay } from '../words/say.tsx';
import { AgreementsField } from './agreements-field.tsx';
import { InvitationField } from './invitation-field.tsx';
import { MethodsField } from './methods-field.tsx';
import { SecondFactorField } from './second-factor-field.tsx';
import { SignUpField } from './sign-up-field.tsx';

export type Settings = Body<'PUT /pools/{pool}/settings'>;

export function SettingsPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/settings' });
  const { answer, etag } = useReadNow('GET /pools/{pool}/settings', { at: { pool } });
  return (
    <>
      <PageHead title={say('nav.settings')} intro={say('settings.intro', { pool })} />
      <SettingsForm key={`${pool} ${etag}`} pool={pool} before={answer} etag={etag} />
    </>
  );
}

interface SettingsFormProps {
  readonly pool: string;
  readonly before: Settings;
  readonly etag: string;
}

function SettingsForm({ pool, before, etag }: SettingsFormProps) {
  const say = useSay();
  const isDisabled = !useMay(pool)('settings:write');
  const { answer: declared } = useReadNow('GET /pools/{pool}/settings/declared', { at: { pool } });
  const [draft, setDraft] = useState<Settings>(before);
  const save = useChange('PUT /pools/{pool}/settings', { done: say('form.saved'), showsMembers: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ at: { pool }, body: draft, seen: etag });
  };
  /** What the file says is shown as it says it, and not changed here. */
  const fieldOf = (said: unknown): SettingsFieldProps => {
    const isDeclared = said !== undefined;
    const shown = isDeclared
      ? { ...draft, ...declared, sign_in: { ...draft.sign_in, ...declared.sign_in } }
      : draft;
    return { draft: shown, onChange: setDraft, isDisabled: isDisabled || isDeclared, isDeclared };
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before);
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FormErrors errors={otherErrors(save.error, [])} />
        <MethodsField {...fieldOf(declared.sign_in?.methods)} />
        <SecondFactorField {...fieldOf(declared.sign_in?.second_factor)} />
        <SignUpField {...fieldOf(declared.sign_up)} />
        <InvitationField {...fieldOf(declared.invitation_lifetime)} />
        <AgreementsField {...fieldOf(declared.agreements)} />
        {isDisabled ? null : (
          <SaveButtons isSaving={save.isPending} isChanged={isChanged} reset={() => setDraft(before)} />
        )}
      </Stack>
    </form>
  );
}

export interface SettingsFieldProps {
  readonly draft: Settings;
  readonly onChange: (draft: Settings) => void;
  readonly isDisabled: boolean;
  /** By the configuration file. */
  readonly isDeclared: boolean;
}

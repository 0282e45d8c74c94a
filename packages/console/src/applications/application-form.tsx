/** The form of an application: what it is, or its tokens; saved as a whole. */
import { Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { SaveButtons } from '../parts/save-buttons.tsx';
import { useSay } from '../words/say.tsx';
import { withoutEmptyLines } from './address-fields.tsx';
import { type Application, type Draft, draftOf } from './application.ts';
import { SettingsFields } from './settings-fields.tsx';
import { TokenFields, tokenMembers } from './token-fields.tsx';

export interface ApplicationProps {
  readonly application: Application;
  readonly etag: string;
  readonly pool: string;
  readonly mayWrite: boolean;
}

const settingMembers = [
  'client_name',
  'redirect_uris',
  'post_logout_redirect_uris',
  'grant_types',
  'logo_uri',
];

export function ApplicationForm({
  application,
  etag,
  pool,
  mayWrite,
  part,
}: ApplicationProps & { readonly part: 'settings' | 'tokens' }) {
  const say = useSay();
  const before = draftOf(application);
  const [draft, setDraft] = useState<Draft>(before);
  const save = useChange('PUT /pools/{pool}/applications/{client_id}', {
    done: say('form.saved'),
    showsMembers: true,
  });
  const at = { pool, client_id: application.client_id };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ at, body: withoutEmptyLines(draft), seen: etag });
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before);
  const fields = {
    draft,
    onChange: setDraft,
    errorOf: memberErrors(save.error),
    isDisabled: !mayWrite,
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FormErrors errors={otherErrors(save.error, part === 'settings' ? settingMembers : tokenMembers)} />
        {part === 'settings' ? <SettingsFields {...fields} /> : <TokenFields {...fields} />}
        {mayWrite ? (
          <SaveButtons isSaving={save.isPending} isChanged={isChanged} reset={() => setDraft(before)} />
        ) : null}
      </Stack>
    </form>
  );
}

/** What is known of a user, to be changed. */
import { Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { SaveButtons } from '../parts/save-buttons.tsx';
import { useSay } from '../words/say.tsx';
import { changesBetween, fieldsOf, readCustomData, textClaims, type User } from './user.ts';
import { UserFieldsForm } from './user-fields.tsx';

export interface UserProps {
  readonly user: User;
  readonly etag: string;
  readonly pool: string;
}

export function UserForm({ user, etag, pool, mayWrite }: UserProps & { readonly mayWrite: boolean }) {
  const say = useSay();
  const before = fieldsOf(user);
  const [fields, setFields] = useState(before);
  const save = useChange('PATCH /pools/{pool}/users/{user_id}', {
    done: say('form.saved'),
    showsMembers: true,
  });
  const changes = changesBetween(before, fields);
  const isChanged = Object.keys(changes).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (readCustomData(fields.customData) === undefined) return;
    save.mutate({ at: { pool, user_id: user.id }, body: changes, seen: etag });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FormErrors errors={otherErrors(save.error, [...textClaims, 'custom_data'])} />
        <UserFieldsForm
          fields={fields}
          onChange={setFields}
          errorOf={memberErrors(save.error)}
          isDisabled={!mayWrite}
        />
        {mayWrite ? (
          <SaveButtons isSaving={save.isPending} isChanged={isChanged} reset={() => setFields(before)} />
        ) : null}
      </Stack>
    </form>
  );
}

/** A new administrator; their first password is made by the server and shown once. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { FormModal } from '../parts/form-modal.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { RoleField } from '../parts/role-field.tsx';
import type { Secret } from '../parts/shown-once.tsx';
import type { Role } from '../words/roles.ts';
import { useSay } from '../words/say.tsx';

interface Draft {
  readonly username: string;
  readonly role: Role;
}

const nothing: Draft = { username: '', role: 'support' };

export function NewAdministrator({ onMade }: { readonly onMade: (secrets: readonly Secret[]) => void }) {
  const say = useSay();
  const [draft, setDraft] = useState(nothing);
  const create = useChange('POST /administrators', {
    showsMembers: true,
    onDone: ({ answer: { username = '', password = '' } }) =>
      onMade([
        { label: say('claim.username'), value: username },
        { label: say('users.password'), value: password },
      ]),
  });
  const errorOf = memberErrors(create.error);
  return (
    <FormModal
      action={say('administrators.new')}
      title={say('administrators.new')}
      submit={say('administrators.create')}
      isRunning={create.isPending}
      begin={() => {
        setDraft(nothing);
        create.reset();
      }}
      run={() => create.mutateAsync({ body: draft })}
    >
      <FormErrors errors={otherErrors(create.error, ['username', 'role'])} />
      <TextInput
        label={say('claim.username')}
        value={draft.username}
        error={errorOf('username')}
        required
        autoComplete="off"
        onChange={event => setDraft({ ...draft, username: event.currentTarget.value })}
      />
      <RoleField role={draft.role} onChange={role => setDraft({ ...draft, role })} />
    </FormModal>
  );
}

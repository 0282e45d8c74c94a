/** Asks somebody by e-mail to make their account; an administrator with a role. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { FormModal } from '../parts/form-modal.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { RoleField } from '../parts/role-field.tsx';
import type { Role } from '../words/roles.ts';
import { useSay } from '../words/say.tsx';

interface InviteProps {
  readonly pool: string;
  /** What the role field begins with; without it there is none. */
  readonly firstRole?: Role;
}

export function Invite({ pool, firstRole }: InviteProps) {
  const say = useSay();
  const nothing = { email: '', name: '', role: firstRole };
  const [draft, setDraft] = useState(nothing);
  const invite = useChange('POST /pools/{pool}/invitations', {
    showsMembers: true,
    done: say('invitations.sent', { email: draft.email }),
  });
  const errorOf = memberErrors(invite.error);
  const { email, name } = draft;
  const body = { email, ...(name !== '' && { name }), ...(draft.role && { role: draft.role }) };
  return (
    <FormModal
      action={say('invitations.invite')}
      title={say('invitations.inviteTitle')}
      submit={say('invitations.send')}
      button={{ variant: 'default' }}
      isRunning={invite.isPending}
      begin={() => {
        setDraft(nothing);
        invite.reset();
      }}
      run={() => invite.mutateAsync({ at: { pool }, body })}
    >
      <FormErrors errors={otherErrors(invite.error, ['email', 'name', 'role'])} />
      <TextInput
        label={say('claim.email')}
        description={say('invitations.help')}
        type="email"
        value={email}
        error={errorOf('email')}
        required
        autoComplete="off"
        data-autofocus
        onChange={event => setDraft({ ...draft, email: event.currentTarget.value })}
      />
      <TextInput
        label={say('users.name')}
        value={name}
        error={errorOf('name')}
        autoComplete="off"
        onChange={event => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      {draft.role === undefined ? null : (
        <RoleField role={draft.role} onChange={chosen => setDraft({ ...draft, role: chosen })} />
      )}
    </FormModal>
  );
}

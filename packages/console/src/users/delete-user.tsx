/** The end of what is known of a user. */
import { useNavigate } from '@tanstack/react-router';
import { useChange } from '../api/queries.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { UserProps } from './user-form.tsx';

export function DeleteUser({ user, etag, pool }: UserProps) {
  const say = useSay();
  const navigate = useNavigate();
  const name = user.display_name;
  const remove = useChange('DELETE /pools/{pool}/users/{user_id}', {
    done: say('form.deleted', { name }),
    onDone: () => navigate({ to: '/pools/$pool/users', params: { pool } }),
  });
  return (
    <Section title={say('users.delete')} help={say('users.deleteHelp')} tone="danger">
      <div>
        <Confirm
          action={say('users.delete')}
          title={say('form.deleteTitle', { name })}
          name={name}
          tone="danger"
          isRunning={remove.isPending}
          run={() => remove.mutateAsync({ at: { pool, user_id: user.id }, seen: etag })}
        >
          {say('users.deleteHelp')}
        </Confirm>
      </div>
    </Section>
  );
}

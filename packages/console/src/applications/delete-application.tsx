/** The end of an application. */
import { useNavigate } from '@tanstack/react-router';
import { useChange } from '../api/queries.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { ApplicationProps } from './application-form.tsx';

export function DeleteApplication({ application, etag, pool }: ApplicationProps) {
  const say = useSay();
  const navigate = useNavigate();
  const { client_id: clientId, client_name: name = clientId } = application;
  const remove = useChange('DELETE /pools/{pool}/applications/{client_id}', {
    done: say('form.deleted', { name }),
    onDone: () => navigate({ to: '/pools/$pool/applications', params: { pool } }),
  });
  return (
    <Section title={say('app.delete')} help={say('app.deleteHelp')} tone="danger">
      <div>
        <Confirm
          action={say('app.delete')}
          title={say('form.deleteTitle', { name })}
          name={name}
          tone="danger"
          isRunning={remove.isPending}
          run={() => remove.mutateAsync({ at: { pool, client_id: clientId }, seen: etag })}
        >
          {say('app.deleteHelp')}
        </Confirm>
      </div>
    </Section>
  );
}

/** The sessions of a user. */
import { Badge, Group } from '@mantine/core';
import { MonitorSmartphone } from 'lucide-react';
import { useChange, useRead } from '../api/queries.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { Moment } from '../parts/moment.tsx';
import { useSay } from '../words/say.tsx';
import type { UserProps } from './user-form.tsx';

export function Sessions({ user, pool, mayHelp }: UserProps & { readonly mayHelp: boolean }) {
  const say = useSay();
  const at = { pool, user_id: user.id };
  const { data, error } = useRead('GET /pools/{pool}/users/{user_id}/sessions', { at });
  const end = useChange('DELETE /pools/{pool}/users/{user_id}/sessions/{sid}', {
    done: say('sessions.ended'),
  });
  if (error) return <Failure error={error} />;
  return (
    <Listing
      label={say('user.tab.sessions')}
      rows={data?.answer.items}
      keyOf={({ sid }) => sid}
      columns={[
        { label: say('sessions.id'), cell: ({ sid }) => <code>{sid}</code> },
        {
          label: say('sessions.how'),
          cell: ({ amr }) => (
            <Group gap={4}>
              {amr.map(method => (
                <Badge key={method} variant="light" color="gray">
                  {method}
                </Badge>
              ))}
            </Group>
          ),
        },
        { label: say('sessions.since'), cell: row => <Moment at={row.auth_time} /> },
        { label: say('sessions.used'), cell: row => <Moment at={row.last_used_at} /> },
        {
          label: say('list.actions'),
          align: 'right',
          cell: ({ sid }) => (
            <Confirm
              action={say('sessions.end')}
              title={say('sessions.endTitle')}
              size="xs"
              tone="danger"
              isDisabled={!mayHelp}
              isRunning={end.isPending}
              run={() => end.mutateAsync({ at: { ...at, sid } })}
            >
              {say('sessions.endHelp')}
            </Confirm>
          ),
        },
      ]}
      empty={<Empty icon={MonitorSmartphone} title={say('sessions.none')} help={say('sessions.noneHelp')} />}
    />
  );
}

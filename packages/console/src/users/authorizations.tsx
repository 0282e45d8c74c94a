/** What a user granted to applications. */
import { Badge, Group } from '@mantine/core';
import { Handshake } from 'lucide-react';
import { useChange, useRead } from '../api/queries.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { Moment } from '../parts/moment.tsx';
import { useSay } from '../words/say.tsx';
import type { UserProps } from './user-form.tsx';

export function Authorizations({ user, pool, mayHelp }: UserProps & { readonly mayHelp: boolean }) {
  const say = useSay();
  const at = { pool, user_id: user.id };
  const { data, error } = useRead('GET /pools/{pool}/users/{user_id}/authorizations', { at });
  const revoke = useChange('DELETE /pools/{pool}/users/{user_id}/authorizations/{authorization_id}', {
    done: say('grants.revoked'),
  });
  if (error) return <Failure error={error} />;
  return (
    <Listing
      label={say('user.tab.authorizations')}
      rows={data?.answer.items}
      keyOf={({ id }) => id}
      columns={[
        { label: say('grants.application'), cell: row => <code>{row.client_id}</code> },
        {
          label: say('grants.scope'),
          cell: ({ scope }) => (
            <Group gap={4}>
              {scope.map(name => (
                <Badge key={name} variant="light" color="gray">
                  {name}
                </Badge>
              ))}
            </Group>
          ),
        },
        { label: say('grants.since'), cell: row => <Moment at={row.granted_at} /> },
        { label: say('grants.until'), cell: row => <Moment at={row.expires_at} /> },
        {
          label: say('list.actions'),
          align: 'right',
          cell: ({ id, client_id: application }) => (
            <Confirm
              action={say('grants.revoke')}
              title={say('grants.revokeTitle', { application })}
              size="xs"
              tone="danger"
              isDisabled={!mayHelp}
              isRunning={revoke.isPending}
              run={() => revoke.mutateAsync({ at: { ...at, authorization_id: id } })}
            >
              {say('grants.revokeHelp')}
            </Confirm>
          ),
        },
      ]}
      empty={<Empty icon={Handshake} title={say('grants.none')} help={say('grants.noneHelp')} />}
    />
  );
}

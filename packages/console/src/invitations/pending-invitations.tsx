/** The invitations that wait in a pool, below its people; nothing where none does. */
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import type { Answer } from '../api/call.ts';
import { useMay } from '../api/me.ts';
import { useChange, usePages } from '../api/queries.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { Moment } from '../parts/moment.tsx';
import { roleWord } from '../words/roles.ts';
import { useSay } from '../words/say.tsx';

type Invitation = Answer<'GET /pools/{pool}/invitations'>['items'][number];

export function PendingInvitations({ pool }: { readonly pool: string }) {
  const say = useSay();
  const heading = useId();
  const mayWrite = useMay(pool)('users:write');
  const list = usePages('GET /pools/{pool}/invitations', { at: { pool } });
  if (list.error) return <Failure error={list.error} />;
  if (list.items === undefined || list.items.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby={heading}>
      <div>
        <Title order={2} size="h3" id={heading}>
          {say('invitations.title')}
        </Title>
        <Text size="sm" c="dimmed" mt={4}>
          {say('invitations.intro')}
        </Text>
      </div>
      <Listing
        label={say('invitations.title')}
        rows={list.items}
        keyOf={({ id }) => id}
        columns={[
          { label: say('claim.email'), cell: row => <Invited invitation={row} /> },
          { label: say('invitations.created'), cell: row => <Moment at={row.created_at} /> },
          { label: say('invitations.expires'), cell: row => <Moment at={row.expires_at} /> },
          {
            label: say('list.actions'),
            align: 'right',
            cell: row => (mayWrite ? <Actions pool={pool} invitation={row} /> : null),
          },
        ]}
        empty={null}
        more={
          list.hasNextPage
            ? { load: () => void list.fetchNextPage(), isLoading: list.isFetchingNextPage }
            : undefined
        }
      />
    </Stack>
  );
}

const Invited = ({ invitation: { email, name, role, standing } }: { readonly invitation: Invitation }) => {
  const say = useSay();
  return (
    <div>
      <Group gap="xs">
        <Text size="sm" fw={500}>
          {email}
        </Text>
        {role === undefined ? null : <Badge variant="light">{say(roleWord(role))}</Badge>}
        {standing === 'good' ? null : (
          <Badge variant="outline" color="red">
            {say('invitations.orphaned')}
          </Badge>
        )}
      </Group>
      {name === undefined ? null : (
        <Text size="xs" c="dimmed">
          {name}
        </Text>
      )}
      {standing === 'good' ? null : (
        <Text size="xs" c="dimmed">
          {say('invitations.orphanedHelp')}
        </Text>
      )}
    </div>
  );
};

interface ActionsProps {
  readonly pool: string;
  readonly invitation: Invitation;
}

function Actions({ pool, invitation: { id, email } }: ActionsProps) {
  const say = useSay();
  const at = { pool, invitation_id: id };
  const resend = useChange('POST /pools/{pool}/invitations/{invitation_id}/resend', {
    done: say('invitations.sent', { email }),
  });
  const revoke = useChange('DELETE /pools/{pool}/invitations/{invitation_id}', {
    done: say('invitations.revoked', { email }),
  });
  return (
    <Group gap="xs" justify="flex-end" wrap="nowrap">
      <Button
        variant="default"
        size="xs"
        loading={resend.isPending}
        onClick={() => resend.mutate({ at, body: {} })}
      >
        {say('invitations.resend')}
      </Button>
      <Confirm
        action={say('invitations.revoke')}
        title={say('invitations.revokeTitle', { email })}
        size="xs"
        tone="danger"
        isRunning={revoke.isPending}
        run={() => revoke.mutateAsync({ at })}
      >
        {say('invitations.revokeHelp')}
      </Confirm>
    </Group>
  );
}

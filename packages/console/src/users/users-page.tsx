/** The users of a pool, found by the beginning of what they are called. */
import { Button, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { FileUp, Plus, Search, Users } from 'lucide-react';
import { useMay } from '../api/me.ts';
import { usePages } from '../api/queries.ts';
import { Invite } from '../invitations/invite.tsx';
import { PendingInvitations } from '../invitations/pending-invitations.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';
import { LockedBadge } from './locked-badge.tsx';

const here = '/pools/$pool/users';

export function UsersPage() {
  const say = useSay();
  const { pool } = useParams({ from: here });
  const { search = '' } = useSearch({ from: here });
  const navigate = useNavigate({ from: here });
  const may = useMay(pool);
  const list = usePages('GET /pools/{pool}/users', { at: { pool }, query: { search } });
  const find = useDebouncedCallback(
    (words: string) => void navigate({ search: { search: words }, replace: true }),
    250,
  );
  const create = may('users:write') ? (
    <Group gap="xs">
      <Button
        variant="default"
        leftSection={<FileUp size={16} />}
        renderRoot={props => <Link {...props} to="/pools/$pool/users/import" params={{ pool }} />}
      >
        {say('import.title')}
      </Button>
      <Invite pool={pool} />
      <Button
        leftSection={<Plus size={16} />}
        renderRoot={props => <Link {...props} to="/pools/$pool/users/new" params={{ pool }} />}
      >
        {say('users.new')}
      </Button>
    </Group>
  ) : undefined;
  return (
    <>
      <PageHead title={say('nav.users')} intro={say('users.intro')} actions={create} />
      <TextInput
        key={pool}
        aria-label={say('users.search')}
        placeholder={say('users.search')}
        leftSection={<Search size={16} />}
        defaultValue={search}
        onChange={event => find(event.currentTarget.value)}
        maw={360}
      />
      {list.error ? (
        <Failure error={list.error} />
      ) : (
        <Listing
          label={say('nav.users')}
          rows={list.items}
          keyOf={({ id }) => id}
          columns={[
            {
              label: say('users.name'),
              cell: user => (
                <Group gap="xs">
                  <Link to="/pools/$pool/users/by-id/$userId" params={{ pool, userId: user.id }}>
                    {user.display_name}
                  </Link>
                  {user.locked ? <LockedBadge /> : null}
                </Group>
              ),
            },
            { label: say('claim.username'), cell: ({ username }) => <Text size="sm">{username}</Text> },
            { label: say('claim.email'), cell: ({ email }) => <Text size="sm">{email}</Text> },
            { label: say('list.created'), cell: user => <Moment at={user.created_at} /> },
          ]}
          empty={
            search === '' ? (
              <Empty icon={Users} title={say('users.empty')} help={say('users.emptyHelp')} action={create} />
            ) : (
              <Empty icon={Search} title={say('list.nothingFits')} help={say('users.nothingFitsHelp')} />
            )
          }
          more={
            list.hasNextPage
              ? { load: () => void list.fetchNextPage(), isLoading: list.isFetchingNextPage }
              : undefined
          }
        />
      )}
      <PendingInvitations pool={pool} />
    </>
  );
}

/** Who may administrate, and what. */
import { Badge, Group, Select, Text } from '@mantine/core';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { type Answer, call } from '../api/call.ts';
import { useMay, useMe } from '../api/me.ts';
import { useChange, usePages } from '../api/queries.ts';
import { Invite } from '../invitations/invite.tsx';
import { PendingInvitations } from '../invitations/pending-invitations.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { RemoveRegistered } from '../parts/remove-registered.tsx';
import { type Secret, ShownOnce } from '../parts/shown-once.tsx';
import { roleNames, roleWord } from '../words/roles.ts';
import { useSay } from '../words/say.tsx';
import { NewAdministrator } from './new-administrator.tsx';

/** Theirs. */
const pool = 'administrators';

type Administrator = Answer<'GET /administrators'>['items'][number];

export function AdministratorsPage() {
  const say = useSay();
  const me = useMe();
  const mayWrite = useMay()('administrators:write');
  const [made, setMade] = useState<readonly Secret[]>();
  const list = usePages('GET /administrators', { query: { limit: '200' } });
  return (
    <>
      <PageHead
        title={say('nav.administrators')}
        intro={say('administrators.intro')}
        actions={
          mayWrite ? (
            <>
              <Invite pool={pool} firstRole="support" />
              <NewAdministrator onMade={setMade} />
            </>
          ) : undefined
        }
      />
      {list.error ? (
        <Failure error={list.error} />
      ) : (
        <Listing
          label={say('nav.administrators')}
          rows={list.items}
          keyOf={({ id }) => id}
          columns={[
            {
              label: say('users.name'),
              cell: row => (
                <Group gap="xs">
                  <Text fw={500} size="sm">
                    {row.display_name}
                  </Text>
                  {row.id === me.id ? <Badge variant="light">{say('administrators.you')}</Badge> : null}
                </Group>
              ),
            },
            { label: say('claim.username'), cell: ({ username }) => <Text size="sm">{username}</Text> },
            {
              label: say('administrators.role'),
              cell: row =>
                mayWrite ? (
                  <RoleChoice administrator={row} />
                ) : (
                  <Text size="sm">{say(roleWord(row.role))}</Text>
                ),
            },
            { label: say('list.created'), cell: row => <Moment at={row.created_at} /> },
            {
              label: say('list.actions'),
              align: 'right',
              cell: row =>
                mayWrite && row.id !== me.id ? <DeleteAdministrator administrator={row} /> : null,
            },
          ]}
          empty={
            <Empty icon={ShieldCheck} title={say('nav.administrators')} help={say('administrators.intro')} />
          }
        />
      )}
      <PendingInvitations pool={pool} />
      <ShownOnce title={say('administrators.made')} secrets={made} onClose={() => setMade(undefined)} />
    </>
  );
}

function RoleChoice({
  administrator: { id, display_name: name, role },
}: {
  readonly administrator: Administrator;
}) {
  const say = useSay();
  const at = { user_id: id };
  const change = useChange('PATCH /administrators/{user_id}', { done: say('form.saved') });
  const choose = async (chosen: string | null) => {
    const next = roleNames.find(each => each === chosen);
    if (next === undefined || next === role) return;
    const { etag } = await call('GET /administrators/{user_id}', { at });
    change.mutate({ at, body: { role: next }, seen: etag });
  };
  return (
    <Select
      aria-label={say('administrators.roleOf', { name })}
      data={roleNames.map(each => ({ value: each, label: say(roleWord(each)) }))}
      value={role}
      allowDeselect={false}
      disabled={change.isPending}
      size="xs"
      w={160}
      onChange={chosen => void choose(chosen)}
    />
  );
}

function DeleteAdministrator({ administrator }: { readonly administrator: Administrator }) {
  const say = useSay();
  const { id, display_name: name } = administrator;
  const at = { user_id: id };
  const remove = useChange('DELETE /administrators/{user_id}', { done: say('form.deleted', { name }) });
  return (
    <RemoveRegistered
      name={name}
      help={say('administrators.deleteHelp')}
      isRunning={remove.isPending}
      readEtag={() => call('GET /administrators/{user_id}', { at })}
      remove={seen => remove.mutateAsync({ at, seen })}
    />
  );
}

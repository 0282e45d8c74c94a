/** One user: what is known of them, what lets them in, what they are in, what they granted. */
import { Group, Stack, Tabs } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMay } from '../api/me.ts';
import { useReadNow } from '../api/queries.ts';
import { BackLink } from '../parts/back-link.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { FileNotice } from '../parts/managed-by.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';
import { Authorizations } from './authorizations.tsx';
import { Credentials } from './credentials.tsx';
import { DeleteUser } from './delete-user.tsx';
import { LockedBadge } from './locked-badge.tsx';
import { Sessions } from './sessions.tsx';
import { UserAccess } from './user-access.tsx';
import { UserForm } from './user-form.tsx';

const here = '/pools/$pool/users/by-id/$userId';
const tabs = ['profile', 'access', 'sessions', 'authorizations'] as const;

export function UserPage() {
  const say = useSay();
  const { pool, userId } = useParams({ from: here });
  const { tab } = useSearch({ from: here });
  const navigate = useNavigate({ from: here });
  const may = useMay(pool);
  const { answer: user, etag } = useReadNow('GET /pools/{pool}/users/{user_id}', {
    at: { pool, user_id: userId },
  });
  const isOfFile = user.managed_by === 'file';
  const mayWrite = may('users:write') && !isOfFile;
  const mayHelp = may('user_access:write');
  const shown = tabs.filter(each => each === 'profile' || may('user_access:read'));
  const chosen = shown.find(each => each === tab) ?? 'profile';
  const all = { user, etag, pool };
  return (
    <Stack gap="md">
      <PageHead
        title={user.display_name}
        intro={
          <Group gap="xs">
            <Copyable value={user.id} label="sub" />
            {user.locked ? <LockedBadge /> : null}
          </Group>
        }
        above={<BackLink list="users" pool={pool} />}
      />
      {isOfFile ? <FileNotice /> : null}
      <Tabs
        value={chosen}
        onChange={next => void navigate({ search: { tab: next ?? 'profile' }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {shown.map(each => (
            <Tabs.Tab key={each} value={each}>
              {say(`user.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="profile">
          <Stack gap="md">
            <UserForm key={etag} mayWrite={mayWrite} {...all} />
            {mayWrite ? <DeleteUser {...all} /> : null}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="access">
          <Stack gap="md">
            <UserAccess mayHelp={mayHelp} isOfFile={isOfFile} {...all} />
            <Credentials mayHelp={mayHelp} {...all} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="sessions">
          <Sessions mayHelp={mayHelp} {...all} />
        </Tabs.Panel>
        <Tabs.Panel value="authorizations">
          <Authorizations mayHelp={mayHelp} {...all} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

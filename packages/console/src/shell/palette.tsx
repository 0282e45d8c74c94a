/** ⌘K: pages, applications and users, found by their names. */
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { AppWindow, Plus, Search, User } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../api/me.ts';
import { useRead } from '../api/queries.ts';
import { useSay } from '../words/say.tsx';
import { nounPaths, nouns } from './nouns.ts';
import { usePool } from './use-pool.ts';

const most = 8;

export function Palette() {
  const say = useSay();
  const pool = usePool();
  const may = useMay(pool);
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  const asked = query.trim();
  const found = useFound(pool, asked, may('users:read'), may('applications:read'));
  const pages: readonly SpotlightActionData[] = nounPaths
    .filter(to => may(nouns[to].permission))
    .map(to => {
      const { word, icon: Icon } = nouns[to];
      return {
        id: to,
        label: say(word),
        leftSection: <Icon size={18} />,
        onClick: () => void navigate({ to, params: { pool } }),
      };
    });
  const create: readonly SpotlightActionData[] = may('applications:write')
    ? [
        {
          id: 'new-application',
          label: say('applications.new'),
          leftSection: <Plus size={18} />,
          onClick: () => void navigate({ to: '/pools/$pool/applications/new', params: { pool } }),
        },
      ]
    : [];
  return (
    <Spotlight
      actions={[
        { group: say('palette.pages'), actions: [...pages, ...create] },
        { group: say('palette.found'), actions: found },
      ]}
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      nothingFound={say('palette.nothing')}
      searchProps={{
        leftSection: <Search size={18} />,
        placeholder: say('palette.placeholder'),
        'aria-label': say('palette.open'),
      }}
      scrollable
      maxHeight={420}
    />
  );
}

/** Labels hold what was searched for, since the list is filtered by them once more. */
function useFound(pool: string, asked: string, mayUsers: boolean, mayApplications: boolean) {
  const navigate = useNavigate();
  const at = { pool };
  const users = useRead(
    'GET /pools/{pool}/users',
    { at, query: { search: asked, limit: String(most) } },
    mayUsers && asked.length > 1,
  );
  const applications = useRead(
    'GET /pools/{pool}/applications',
    { at, query: { limit: '200' } },
    mayApplications && asked.length > 1,
  );
  const words = asked.toLowerCase();
  const fitting = (applications.data?.answer.items ?? [])
    .filter(each => `${each.client_name ?? ''} ${each.client_id}`.toLowerCase().includes(words))
    .slice(0, most);
  if (asked.length < 2) return [];
  return [
    ...fitting.map(
      ({ client_id: clientId, client_name: name }): SpotlightActionData => ({
        id: `application ${clientId}`,
        label: name ?? clientId,
        description: clientId,
        leftSection: <AppWindow size={18} />,
        onClick: () =>
          void navigate({ to: '/pools/$pool/applications/by-id/$clientId', params: { pool, clientId } }),
      }),
    ),
    ...(users.data?.answer.items ?? []).map(
      (user): SpotlightActionData => ({
        id: `user ${user.id}`,
        label: user.display_name,
        description: [user.username, user.email, user.phone].filter(Boolean).join(' · '),
        leftSection: <User size={18} />,
        onClick: () =>
          void navigate({ to: '/pools/$pool/users/by-id/$userId', params: { pool, userId: user.id } }),
      }),
    ),
  ];
}

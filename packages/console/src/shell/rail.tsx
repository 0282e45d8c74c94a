/** The rail: the pool that is looked at, its nouns, and who is signed in. */
import { AppShell, Group, Kbd, NavLink, Select, Text, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { useMay } from '../api/me.ts';
import { useRead } from '../api/queries.ts';
import { useSay } from '../words/say.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Mark } from './mark.tsx';
import { nounPaths, nouns } from './nouns.ts';
import { usePool } from './use-pool.ts';

export function Rail() {
  const say = useSay();
  const pool = usePool();
  const may = useMay();
  const path = useRouterState({ select: state => state.location.pathname });
  return (
    <>
      <AppShell.Section p="md" pb="xs">
        <Group gap="xs" visibleFrom="sm" mb="md">
          <Mark />
          <Text fw={600} size="md">
            Symbolon
          </Text>
        </Group>
        <PoolChoice pool={pool} />
        <UnstyledButton className="search" onClick={spotlight.open} visibleFrom="sm" mt="xs">
          <Search size={16} aria-hidden="true" />
          <span>{say('palette.open')}</span>
          <Kbd size="xs">⌘K</Kbd>
        </UnstyledButton>
      </AppShell.Section>
      <AppShell.Section grow px="xs" className="scrolls">
        {nounPaths
          .filter(to => may(nouns[to].permission))
          .map(to => {
            const { word, icon: Icon } = nouns[to];
            const isHere = path.startsWith(to.replace('$pool', pool));
            return (
              <NavLink
                key={to}
                label={say(word)}
                leftSection={<Icon size={18} aria-hidden="true" />}
                active={isHere}
                aria-current={isHere ? 'page' : undefined}
                renderRoot={props => <Link {...props} to={to} params={{ pool }} />}
              />
            );
          })}
      </AppShell.Section>
      <AppShell.Section p="xs" className="foot">
        <AccountMenu />
      </AppShell.Section>
    </>
  );
}

function PoolChoice({ pool }: { readonly pool: string }) {
  const say = useSay();
  const navigate = useNavigate();
  const { data } = useRead('GET /pools', { query: { limit: '200' } });
  const names = data?.answer.items.map(({ name }) => name) ?? [pool];
  if (names.length < 2) return null;
  return (
    <Select
      aria-label={say('shell.pool')}
      data={names}
      value={pool}
      allowDeselect={false}
      onChange={chosen =>
        chosen !== null && void navigate({ to: '/pools/$pool/overview', params: { pool: chosen } })
      }
    />
  );
}

/** The frame of every page: the rail of nouns, the way to anything, and who is signed in. */
import { ActionIcon, AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { Suspense, useEffect } from 'react';
import { Loading } from '../parts/loading.tsx';
import { useSay } from '../words/say.tsx';
import { Mark } from './mark.tsx';
import { Boundary } from './outcomes.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';

export function Shell() {
  const say = useSay();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const path = useRouterState({ select: state => state.location.pathname });
  // That of the page which still stands while the next one is fetched: by `path` it would begin anew meanwhile.
  const shownPath = useRouterState({ select: state => state.matches.at(-1)?.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the rail gives way to the page that was chosen
  useEffect(close, [path]);
  return (
    <Suspense fallback={<Loading />}>
      <Boundary>
        <a className="skip" href="#content">
          {say('shell.skip')}
        </a>
        <AppShell
          header={{ height: { base: 56, sm: 0 } }}
          navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
          padding={{ base: 'md', sm: 'xl' }}
        >
          <AppShell.Header hiddenFrom="sm">
            <Group h="100%" px="md" justify="space-between" wrap="nowrap">
              <Burger
                opened={isOpen}
                onClick={toggle}
                size="sm"
                aria-label={say('shell.menu')}
                aria-expanded={isOpen}
              />
              <Group gap="xs">
                <Mark />
                <Text fw={600}>Symbolon</Text>
              </Group>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={44}
                onClick={spotlight.open}
                aria-label={say('palette.open')}
              >
                <Search size={18} />
              </ActionIcon>
            </Group>
          </AppShell.Header>
          <AppShell.Navbar aria-label={say('shell.navigation')}>
            <Rail />
          </AppShell.Navbar>
          <AppShell.Main id="content" tabIndex={-1}>
            <div className="column">
              <Boundary key={shownPath}>
                <Suspense fallback={<Loading />}>
                  <Outlet />
                </Suspense>
              </Boundary>
            </div>
          </AppShell.Main>
        </AppShell>
        <Palette />
      </Boundary>
    </Suspense>
  );
}

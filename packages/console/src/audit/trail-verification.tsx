/** Whether the audit trail is as it was written: verified from its oldest event on, as far as one waits for. */
import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useEffect } from 'react';
import { type Answer, call } from '../api/call.ts';
import { Moment } from '../parts/moment.tsx';
import { useSay } from '../words/say.tsx';

const verification = 'GET /pools/{pool}/audit-events/verification';

type Problem = Answer<typeof verification>['items'][number];

/** Pages of some thousand events; the rest of a long trail waits until somebody asks. */
const pagesByThemselves = 10;
const freshFor = 5 * 60_000;
const mostShown = 10;

export function TrailVerification({ pool }: { readonly pool: string }) {
  const say = useSay();
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery({
    queryKey: [verification, pool],
    queryFn: ({ pageParam }) => call(verification, { at: { pool }, query: { cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: ({ answer }) => answer.next,
    staleTime: freshFor,
  });
  const pages = data?.pages.map(({ answer }) => answer) ?? [];
  const goesOn = hasNextPage && !isFetching && pages.length % pagesByThemselves !== 0;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  const problems = pages.flatMap(({ items }) => items);
  const count = pages.reduce((sum, { events }) => sum + events, 0);
  const until = pages.at(-1)?.verified_until;
  if (until === undefined || count === 0) return null;
  return (
    <Group gap="xs" mb="md">
      {problems.length > 0 ? (
        <Tampered problems={problems} />
      ) : (
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <ShieldCheck size={18} aria-hidden />
          <Text size="sm" flex={1}>
            {say('audit.whole', { count })} <Moment at={until} />
          </Text>
        </Group>
      )}
      {hasNextPage ? (
        <Button variant="subtle" size="compact-sm" loading={isFetching} onClick={() => void fetchNextPage()}>
          {say('audit.verifyRest')}
        </Button>
      ) : null}
    </Group>
  );
}

function Tampered({ problems }: { readonly problems: readonly Problem[] }) {
  const say = useSay();
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      w="100%"
      icon={<ShieldAlert size={18} />}
      title={say('audit.tampered')}
    >
      <Text size="sm" mb="xs">
        {say('audit.tamperedHelp')}
      </Text>
      <List size="sm">
        {problems.slice(0, mostShown).map(({ kind, event_id: id, happened_at: at }) => (
          <List.Item key={id}>
            {say(`audit.problem.${kind}`)} <code>{id}</code>, <Moment at={at} />
          </List.Item>
        ))}
      </List>
      {problems.length > mostShown ? (
        <Text size="sm" mt="xs">
          {say('audit.moreProblems', { count: problems.length - mostShown })}
        </Text>
      ) : null}
    </Alert>
  );
}

/** The user pools of this server: each an issuer with users, applications and keys of its own. */
import { Badge, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Layers } from 'lucide-react';
import { useMay } from '../api/me.ts';
import { usePages } from '../api/queries.ts';
import { Copyable } from '../parts/copyable.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { ManagedBy } from '../parts/managed-by.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { usePool } from '../shell/use-pool.ts';
import { useSay } from '../words/say.tsx';
import { NewPool } from './new-pool.tsx';

export function PoolsPage() {
  const say = useSay();
  const present = usePool();
  const mayWrite = useMay()('pools:write');
  const list = usePages('GET /pools', { query: { limit: '200' } });
  const names = list.items?.map(({ name }) => name) ?? [];
  return (
    <>
      <PageHead
        title={say('nav.pools')}
        intro={say('pools.intro')}
        actions={mayWrite ? <NewPool taken={names} /> : undefined}
      />
      {list.error ? (
        <Failure error={list.error} />
      ) : (
        <Listing
          label={say('nav.pools')}
          rows={list.items}
          keyOf={({ name }) => name}
          columns={[
            {
              label: say('pools.name'),
              cell: ({ name }) => (
                <Group gap="xs">
                  <Link to="/pools/$pool/overview" params={{ pool: name }}>
                    {name}
                  </Link>
                  {name === present ? <Badge variant="light">{say('pools.present')}</Badge> : null}
                </Group>
              ),
            },
            {
              label: say('overview.issuer'),
              cell: ({ issuer }) => <Copyable value={issuer} label={say('overview.issuer')} />,
            },
            { label: say('list.managedBy'), cell: row => <ManagedBy by={row.managed_by} /> },
          ]}
          empty={<Empty icon={Layers} title={say('nav.pools')} help={say('pools.intro')} />}
          more={
            list.hasNextPage
              ? { load: () => void list.fetchNextPage(), isLoading: list.isFetchingNextPage }
              : undefined
          }
        />
      )}
    </>
  );
}

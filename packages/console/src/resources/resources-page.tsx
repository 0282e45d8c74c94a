/** The APIs that tokens are issued for. */
import { Badge, Group } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { Boxes } from 'lucide-react';
import { call } from '../api/call.ts';
import { useMay } from '../api/me.ts';
import { useChange, usePages } from '../api/queries.ts';
import { Copyable } from '../parts/copyable.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { ManagedBy } from '../parts/managed-by.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { RemoveRegistered } from '../parts/remove-registered.tsx';
import { useSay } from '../words/say.tsx';
import { EditResource, NewResource, type Resource } from './resource-form.tsx';

export function ResourcesPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/resources' });
  const mayWrite = useMay(pool)('resources:write');
  const list = usePages('GET /pools/{pool}/resources', { at: { pool } });
  const create = mayWrite ? <NewResource pool={pool} /> : undefined;
  return (
    <>
      <PageHead title={say('nav.resources')} intro={say('resources.intro')} actions={create} />
      {list.error ? (
        <Failure error={list.error} />
      ) : (
        <Listing
          label={say('nav.resources')}
          rows={list.items}
          keyOf={({ identifier }) => identifier}
          columns={[
            { label: say('resources.identifier'), cell: ({ identifier }) => <code>{identifier}</code> },
            {
              label: say('resources.audience'),
              cell: ({ audience }) => <Copyable value={audience} label={say('resources.audience')} />,
            },
            {
              label: say('resources.actions'),
              cell: ({ actions }) => (
                <Group gap={4}>
                  {actions.map(action => (
                    <Badge key={action} variant="light" color="gray">
                      {action}
                    </Badge>
                  ))}
                </Group>
              ),
            },
            { label: say('list.managedBy'), cell: row => <ManagedBy by={row.managed_by} /> },
            {
              label: say('list.actions'),
              align: 'right',
              cell: resource =>
                mayWrite && resource.managed_by !== 'file' ? (
                  <Group gap="xs" justify="flex-end">
                    <EditResource pool={pool} resource={resource} />
                    <DeleteResource pool={pool} resource={resource} />
                  </Group>
                ) : null,
            },
          ]}
          empty={
            <Empty
              icon={Boxes}
              title={say('resources.none')}
              help={say('resources.noneHelp')}
              action={create}
            />
          }
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

interface DeleteResourceProps {
  readonly pool: string;
  readonly resource: Resource;
}

function DeleteResource({ pool, resource: { identifier } }: DeleteResourceProps) {
  const say = useSay();
  const at = { pool, identifier };
  const remove = useChange('DELETE /pools/{pool}/resources/{identifier}', {
    done: say('form.deleted', { name: identifier }),
  });
  return (
    <RemoveRegistered
      name={identifier}
      help={say('resources.deleteHelp')}
      isRunning={remove.isPending}
      readEtag={() => call('GET /pools/{pool}/resources/{identifier}', { at })}
      remove={seen => remove.mutateAsync({ at, seen })}
    />
  );
}

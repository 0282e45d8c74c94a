/** The applications of a pool. */
import { Badge, Button, Group, TextInput } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { AppWindow, Plus, Search } from 'lucide-react';
import { useMay } from '../api/me.ts';
import { usePages } from '../api/queries.ts';
import { Copyable } from '../parts/copyable.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { ManagedBy } from '../parts/managed-by.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';
import { typeOf } from './application.ts';

const here = '/pools/$pool/applications';

export function ApplicationsPage() {
  const say = useSay();
  const { pool } = useParams({ from: here });
  const { search = '' } = useSearch({ from: here });
  const navigate = useNavigate({ from: here });
  const may = useMay(pool);
  const list = usePages('GET /pools/{pool}/applications', { at: { pool }, query: { limit: '200' } });
  const words = search.toLowerCase();
  const rows = list.items?.filter(({ client_id: id, client_name: name = '' }) =>
    `${name} ${id}`.toLowerCase().includes(words),
  );
  const create = may('applications:write') ? (
    <Button
      leftSection={<Plus size={16} />}
      renderRoot={props => <Link {...props} to="/pools/$pool/applications/new" params={{ pool }} />}
    >
      {say('applications.new')}
    </Button>
  ) : undefined;
  return (
    <>
      <PageHead title={say('nav.applications')} intro={say('applications.intro')} actions={create} />
      {list.error ? <Failure error={list.error} /> : null}
      {(list.items?.length ?? 0) > 0 ? (
        <TextInput
          aria-label={say('applications.search')}
          placeholder={say('applications.search')}
          leftSection={<Search size={16} />}
          value={search}
          onChange={event => void navigate({ search: { search: event.currentTarget.value }, replace: true })}
          maw={360}
        />
      ) : null}
      {list.error ? null : (
        <Listing
          label={say('nav.applications')}
          rows={rows}
          keyOf={({ client_id: id }) => id}
          columns={[
            {
              label: say('applications.name'),
              cell: ({ client_id: clientId, client_name: name }) => (
                <Link to="/pools/$pool/applications/by-id/$clientId" params={{ pool, clientId }}>
                  {name ?? clientId}
                </Link>
              ),
            },
            {
              label: say('applications.type'),
              cell: row => (
                <Group gap={6}>
                  <Badge variant="light" color="gray">
                    {say(`type.${typeOf(row)}`)}
                  </Badge>
                  {row.enabled === false ? (
                    <Badge variant="outline" color="red">
                      {say('applications.disabled')}
                    </Badge>
                  ) : null}
                </Group>
              ),
            },
            { label: 'client_id', cell: ({ client_id: id }) => <Copyable value={id} label="client_id" /> },
            { label: say('list.managedBy'), cell: row => <ManagedBy by={row.managed_by} /> },
            { label: say('list.changed'), cell: row => <Moment at={row.updated_at} /> },
          ]}
          empty={
            search === '' ? (
              <Empty
                icon={AppWindow}
                title={say('applications.empty')}
                help={say('applications.emptyHelp')}
                action={create}
              />
            ) : (
              <Empty icon={Search} title={say('list.nothingFits')} help={say('list.nothingFitsHelp')} />
            )
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

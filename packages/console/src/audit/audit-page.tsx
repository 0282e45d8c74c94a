/** The audit trail: filtered in the address, exported as a file. */
import { Badge, Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Download, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { fetchFile } from '../api/call.ts';
import { usePages } from '../api/queries.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { Moment } from '../parts/moment.tsx';
import { offerFile } from '../parts/offer-file.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';
import { EventDetails } from './event-details.tsx';
import { TrailVerification } from './trail-verification.tsx';

const here = '/pools/$pool/audit';
const filters = ['type', 'user_id', 'client_id', 'actor_id'] as const;

export function AuditPage() {
  const say = useSay();
  const { pool } = useParams({ from: here });
  const search = useSearch({ from: here });
  const navigate = useNavigate({ from: here });
  const list = usePages('GET /pools/{pool}/audit-events', { at: { pool }, query: search });
  const filter = useDebouncedCallback(
    (changed: object) => void navigate({ search: before => ({ ...before, ...changed }), replace: true }),
    250,
  );
  return (
    <>
      <PageHead
        title={say('nav.audit')}
        intro={say('audit.intro')}
        actions={<Export pool={pool} filters={search} />}
      />
      <TrailVerification pool={pool} />
      <div className="filters" key={pool}>
        {filters.map(name => (
          <TextInput
            key={name}
            label={say(`audit.${name}`)}
            defaultValue={search[name] ?? ''}
            placeholder={name === 'type' ? 'user.locked' : ''}
            spellCheck={false}
            classNames={{ input: 'mono' }}
            onChange={event => filter({ [name]: event.currentTarget.value.trim() })}
          />
        ))}
      </div>
      {list.error ? (
        <Failure error={list.error} />
      ) : (
        <Listing
          label={say('nav.audit')}
          rows={list.items}
          keyOf={({ correlation_id: id, type, happened_at: at, outcome, reason }) =>
            [id, type, at, outcome, reason].join(' ')
          }
          columns={[
            { label: say('audit.type'), cell: ({ type }) => <code className="unbroken">{type}</code> },
            {
              label: say('audit.outcome'),
              cell: ({ outcome }) => (
                <Badge variant="light" color={outcome === 'done' ? 'teal' : 'red'}>
                  {say(`audit.${outcome}`)}
                </Badge>
              ),
            },
            { label: say('audit.when'), cell: row => <Moment at={row.happened_at} /> },
            {
              label: say('audit.client_id'),
              cell: ({ client_id: id }) => (id === undefined ? null : <code>{id}</code>),
            },
            { label: say('audit.reason'), cell: ({ reason }) => reason },
            { label: say('list.actions'), align: 'right', cell: event => <EventDetails event={event} /> },
          ]}
          empty={<Empty icon={ScrollText} title={say('audit.none')} help={say('audit.noneHelp')} />}
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

type Filters = { readonly [Name in (typeof filters)[number]]?: string };

function Export({ pool, filters: query }: { readonly pool: string; readonly filters: Filters }) {
  const say = useSay();
  const [isRunning, setRunning] = useState(false);
  const save = async () => {
    setRunning(true);
    try {
      const file = await fetchFile('GET /pools/{pool}/audit-events.csv', { at: { pool }, query });
      offerFile(`audit-${pool}.csv`, file);
    } catch (error) {
      notifications.show({ color: 'red', message: error instanceof Error ? error.message : String(error) });
    } finally {
      setRunning(false);
    }
  };
  return (
    <Button
      variant="default"
      leftSection={<Download size={16} />}
      loading={isRunning}
      onClick={() => void save()}
    >
      {say('audit.export')}
    </Button>
  );
}

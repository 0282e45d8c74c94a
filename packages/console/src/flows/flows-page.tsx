/** The flow inspector: what applications asked for lately, and a way to one request by its correlation id. */
import { Badge, Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { usePages } from '../api/queries.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { kindNames, titleOf, typesOf } from './flow.ts';

const here = '/pools/$pool/flows';

export function FlowsPage() {
  const say = useSay();
  const { pool } = useParams({ from: here });
  const search = useSearch({ from: here });
  const { kind, outcome, ...filters } = search;
  const asked = outcomeOf(outcome);
  const list = usePages('GET /pools/{pool}/audit-events', {
    at: { pool },
    query: { ...filters, type: typesOf(kind), ...(asked !== undefined && { outcome: asked }) },
  });
  return (
    <>
      <PageHead title={say('nav.flows')} intro={say('flows.intro')} />
      <Finder pool={pool} />
      <Filters key={pool} />
      {list.error ? (
        <Failure error={list.error} />
      ) : (
        <Listing
          label={say('nav.flows')}
          rows={list.items}
          keyOf={({ correlation_id: id, type, happened_at: at, reason }) => [id, type, at, reason].join(' ')}
          columns={[
            {
              label: say('flows.request'),
              cell: event => (
                <Link
                  to="/pools/$pool/flows/by-id/$correlationId"
                  params={{ pool, correlationId: event.correlation_id }}
                >
                  {titleOf(event, say)}
                </Link>
              ),
            },
            { label: say('audit.outcome'), cell: ({ outcome }) => <Outcome outcome={outcome} /> },
            {
              label: say('flows.why'),
              cell: ({ details, outcome, reason }) =>
                outcome === 'refused' ? <code>{details?.['rule'] ?? reason}</code> : null,
            },
            {
              label: say('audit.client_id'),
              cell: ({ client_id: id }) => (id === undefined ? null : <code>{id}</code>),
            },
            { label: say('audit.when'), cell: row => <Moment at={row.happened_at} /> },
          ]}
          empty={<Empty icon={Waypoints} title={say('flows.none')} help={say('flows.noneHelp')} />}
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

const outcomes = ['done', 'refused'] as const;
const outcomeOf = (name: string | undefined) => outcomes.find(each => each === name);

export function Outcome({ outcome }: { readonly outcome: (typeof outcomes)[number] }) {
  const say = useSay();
  return (
    <Badge variant="light" color={outcome === 'done' ? 'teal' : 'red'}>
      {say(`audit.${outcome}`)}
    </Badge>
  );
}

/** An id as error pages, logs and the header `X-Correlation-Id` show it. */
function Finder({ pool }: { readonly pool: string }) {
  const say = useSay();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const find = (event: FormEvent) => {
    event.preventDefault();
    const correlationId = id.trim().toLowerCase();
    if (correlationId !== '')
      void navigate({ to: '/pools/$pool/flows/by-id/$correlationId', params: { pool, correlationId } });
  };
  return (
    <Section>
      <form onSubmit={find}>
        <Group align="flex-end" gap="xs">
          <TextInput
            className="words"
            label={say('problem.id')}
            description={say('flows.findHelp')}
            value={id}
            spellCheck={false}
            autoComplete="off"
            classNames={{ input: 'mono' }}
            onChange={event => setId(event.currentTarget.value)}
          />
          <Button type="submit">{say('flows.find')}</Button>
        </Group>
      </form>
    </Section>
  );
}

function Filters() {
  const say = useSay();
  const search = useSearch({ from: here });
  const navigate = useNavigate({ from: here });
  const change = (changed: object) =>
    void navigate({ search: before => ({ ...before, ...changed }), replace: true });
  const changeSoon = useDebouncedCallback(change, 250);
  return (
    <div className="filters">
      <Select
        label={say('flows.request')}
        placeholder={say('flows.any')}
        data={kindNames.map(value => ({ value, label: say(`flows.${value}`) }))}
        value={search.kind ?? null}
        clearable
        clearButtonProps={{ 'aria-label': say('flows.any') }}
        onChange={kind => change({ kind: kind ?? undefined })}
      />
      <Select
        label={say('audit.outcome')}
        placeholder={say('flows.any')}
        data={outcomes.map(value => ({ value, label: say(`audit.${value}`) }))}
        value={search.outcome ?? null}
        clearable
        clearButtonProps={{ 'aria-label': say('flows.any') }}
        onChange={outcome => change({ outcome: outcome ?? undefined })}
      />
      {(['client_id', 'user_id'] as const).map(name => (
        <TextInput
          key={name}
          label={say(`audit.${name}`)}
          defaultValue={search[name] ?? ''}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          onChange={event => changeSoon({ [name]: event.currentTarget.value.trim() })}
        />
      ))}
    </div>
  );
}

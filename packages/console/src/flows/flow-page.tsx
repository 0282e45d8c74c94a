/** One request, and what went before and after it: a time line with each decision and its reason. */
import { Group, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useReadNow } from '../api/queries.ts';
import { BackLink } from '../parts/back-link.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';
import { decisionsOf, type FlowEvent, sentOf, titleOf } from './flow.ts';
import { Outcome } from './flows-page.tsx';
import { NearMisses } from './near-misses.tsx';

const here = '/pools/$pool/flows/by-id/$correlationId';

export function FlowPage() {
  const say = useSay();
  const { pool, correlationId } = useParams({ from: here });
  const at = { pool, correlation_id: correlationId };
  const { events } = useReadNow('GET /pools/{pool}/flows/{correlation_id}', { at }).answer;
  const own = events.findLast(event => event.correlation_id === correlationId);
  return (
    <Stack gap="md">
      <PageHead
        title={own === undefined ? say('nav.flows') : titleOf(own, say)}
        intro={<Copyable value={correlationId} label={say('problem.id')} />}
        above={<BackLink list="flows" pool={pool} />}
      />
      <ol className="timeline">
        {events.map((event, index) => (
          <li
            key={`${event.correlation_id} ${event.type} ${String(index)}`}
            data-outcome={event.outcome}
            aria-current={event.correlation_id === correlationId ? 'step' : undefined}
          >
            <Step event={event} pool={pool} isAskedFor={event.correlation_id === correlationId} />
          </li>
        ))}
      </ol>
    </Stack>
  );
}

interface StepProps {
  readonly event: FlowEvent;
  readonly pool: string;
  readonly isAskedFor: boolean;
}

function Step({ event, pool, isAskedFor }: StepProps) {
  const say = useSay();
  const decisions = decisionsOf(event, say);
  const sent = sentOf(event);
  const uri = event.details?.['redirect_uri'] ?? event.details?.['post_logout_redirect_uri'];
  const title = titleOf(event, say);
  const time = new Date(event.happened_at * 1000).toISOString();
  return (
    <Stack gap="sm" className="card" p="md">
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Title order={2} size="h3">
            {isAskedFor ? (
              title
            ) : (
              <Link
                to="/pools/$pool/flows/by-id/$correlationId"
                params={{ pool, correlationId: event.correlation_id }}
              >
                {title}
              </Link>
            )}
          </Title>
          <Outcome outcome={event.outcome} />
        </Group>
        <time dateTime={time} className="mono">
          {time.replace('T', ' ').replace('.000Z', ' UTC')}
        </time>
      </Group>
      {event.outcome === 'refused' ? <Refusal event={event} /> : null}
      {uri === undefined || event.client_id === undefined ? null : (
        <NearMisses
          pool={pool}
          clientId={event.client_id}
          sent={uri}
          member={
            event.details?.['redirect_uri'] === undefined ? 'post_logout_redirect_uris' : 'redirect_uris'
          }
        />
      )}
      {decisions.length === 0 ? null : (
        <ul className="decisions" aria-label={say('flows.decided')}>
          {decisions.map(({ text, value }) => (
            <li key={text}>
              {text} {value === undefined ? null : <code>{value}</code>}
            </li>
          ))}
        </ul>
      )}
      {sent.length === 0 ? null : (
        <dl className="sent" aria-label={say('flows.asked')}>
          {sent.map(([name, value]) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Links event={event} pool={pool} />
    </Stack>
  );
}

function Refusal({ event: { reason, details } }: { readonly event: FlowEvent }) {
  const say = useSay();
  const rule = details?.['rule'];
  return (
    <Text component="div">
      <span className="bad">{reason}</span>{' '}
      {rule === undefined ? null : <a href={`/errors/${encodeURIComponent(rule)}`}>{say('flows.rule')}</a>}
    </Text>
  );
}

function Links({ event, pool }: { readonly event: FlowEvent; readonly pool: string }) {
  const say = useSay();
  const { client_id: clientId, user_id: userId, remote_address: address } = event;
  return (
    <Group gap="md" fz="sm">
      {clientId === undefined ? null : (
        <Link to="/pools/$pool/applications/by-id/$clientId" params={{ pool, clientId }}>
          {say('flows.application', { id: clientId })}
        </Link>
      )}
      {userId === undefined ? null : (
        <Link to="/pools/$pool/users/by-id/$userId" params={{ pool, userId }}>
          {say('flows.user')}
        </Link>
      )}
      {clientId === undefined ? null : (
        <Link to="/pools/$pool/audit" params={{ pool }} search={{ client_id: clientId }}>
          {say('flows.inAudit')}
        </Link>
      )}
      {address === '' ? null : (
        <Text size="sm" c="dimmed">
          {say('flows.from', { address })}
        </Text>
      )}
    </Group>
  );
}

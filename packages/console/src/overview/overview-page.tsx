/** A pool at a glance. */
import { Alert, Paper, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useReadNow } from '../api/queries.ts';
import { Copyable } from '../parts/copyable.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { HourChart } from './hour-chart.tsx';
import { LatencyTable } from './latency-table.tsx';

const figures = ['users', 'live_sessions', 'applications', 'resources', 'access_keys'] as const;

const charts = [
  { word: 'overview.signIns', fits: (type: string) => type === 'login' || type.startsWith('login.') },
  { word: 'overview.tokens', fits: (type: string) => type.startsWith('token.') || type.startsWith('code.') },
  { word: 'overview.changes', fits: () => true },
] as const;

export function OverviewPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/overview' });
  const { answer } = useReadNow('GET /pools/{pool}/overview', { at: { pool } });
  const { answer: about } = useReadNow('GET /pools/{pool}', { at: { pool } });
  return (
    <>
      <PageHead
        title={say('nav.overview')}
        intro={
          <>
            {say('overview.issuer')} <Copyable value={about.issuer} label={say('overview.issuer')} />
          </>
        }
      />
      {answer.lost_audit_events > 0 ? (
        <Alert color="red" variant="light">
          {say('overview.lost', { count: answer.lost_audit_events })}
        </Alert>
      ) : null}
      <div className="figures">
        {figures.map(name => (
          <Paper key={name} className="card figure" p="md">
            <strong>{answer[name].toLocaleString()}</strong>
            <Text size="sm" c="dimmed">
              {say(`overview.${name}`)}
            </Text>
          </Paper>
        ))}
      </div>
      <div className="charts">
        {charts.map(({ word, fits }, index) => (
          <Section key={word} title={say(word)} help={say('overview.day')}>
            <HourChart
              label={say(word)}
              hours={answer.hours.filter(({ type }) => fits(type))}
              share={index === charts.length - 1 ? 'whole' : 'half'}
            />
          </Section>
        ))}
      </div>
      <Section
        title={say('overview.latency')}
        help={say('overview.latencyHelp', { minutes: Math.max(1, Math.round(answer.latency.span / 60)) })}
      >
        <LatencyTable groups={answer.latency.groups} />
      </Section>
    </>
  );
}

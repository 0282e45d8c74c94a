/** How fast the node that was asked has answered: the middle, and the slowest, on one scale. */
import { Table, Text } from '@mantine/core';
import type { Answer } from '../api/call.ts';
import { useSay, useSpeech } from '../words/say.tsx';

type GroupLatency = Answer<'GET /pools/{pool}/overview'>['latency']['groups'][number];

/** Milliseconds at both ends of the scale, which is logarithmic. */
const [fastest, slowest] = [0.1, 10_000];
const [width, height] = [240, 20];

const x = (milliseconds: number): number => {
  const share = Math.log(milliseconds / fastest) / Math.log(slowest / fastest);
  return 6 + Math.min(1, Math.max(0, share)) * (width - 12);
};

export function LatencyTable({ groups }: { readonly groups: readonly GroupLatency[] }) {
  const say = useSay();
  const { language } = useSpeech();
  const duration = (milliseconds: number) =>
    milliseconds < 1000
      ? `${milliseconds.toLocaleString(language)} ms`
      : `${(milliseconds / 1000).toLocaleString(language)} s`;
  if (groups.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say('overview.latencyEmpty')}
      </Text>
    );
  return (
    <Table.ScrollContainer
      minWidth={520}
      type="native"
      // A phone scrolls it sideways, and so must a keyboard.
      tabIndex={0}
      role="group"
      aria-label={say('overview.latency')}
    >
      <Table aria-label={say('overview.latency')} verticalSpacing="xs" className="latency">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('overview.endpoint')}</Table.Th>
            {(['answers', 'p50', 'p95', 'p99'] as const).map(name => (
              <Table.Th key={name} ta="right">
                {say(`overview.${name}`)}
              </Table.Th>
            ))}
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map(({ group, count, p50, p95, p99 }) => (
            <Table.Tr key={group}>
              <Table.Th scope="row" fw={500}>
                {say(`overview.group.${group}`)}
              </Table.Th>
              <Table.Td ta="right">{count.toLocaleString(language)}</Table.Td>
              <Table.Td ta="right">{duration(p50)}</Table.Td>
              <Table.Td ta="right">{duration(p95)}</Table.Td>
              <Table.Td ta="right">{duration(p99)}</Table.Td>
              <Table.Td>
                <svg className="spread" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
                  <line className="scale" x1={6} x2={width - 6} y1={height / 2} y2={height / 2} />
                  <line className="range" x1={x(p50)} x2={x(p99)} y1={height / 2} y2={height / 2} />
                  <circle className="middle" cx={x(p50)} cy={height / 2} r={5} />
                  <circle className="edge" cx={x(p95)} cy={height / 2} r={4} />
                  <circle className="edge" cx={x(p99)} cy={height / 2} r={4} />
                </svg>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

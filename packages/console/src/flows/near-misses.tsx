/** A refused redirect URI beside those that are registered, the nearest first, with what differs. */
import { Badge, Group, Stack, Text } from '@mantine/core';
import { useMay } from '../api/me.ts';
import { useRead } from '../api/queries.ts';
import { useSay } from '../words/say.tsx';
import { type NearMiss, nearest } from './near-miss.ts';

interface NearMissesProps {
  readonly pool: string;
  readonly clientId: string;
  readonly sent: string;
  readonly member: 'redirect_uris' | 'post_logout_redirect_uris';
}

const most = 3;

export function NearMisses({ pool, clientId, sent, member }: NearMissesProps) {
  const say = useSay();
  const may = useMay(pool)('applications:read');
  const at = { pool, client_id: clientId };
  const { data } = useRead('GET /pools/{pool}/applications/{client_id}', { at }, may);
  if (!data) return null;
  const misses = nearest(sent, data.answer[member] ?? []).slice(0, most);
  return (
    <Stack gap="sm" role="group" aria-label={say('flows.nearest')}>
      <Text size="sm" fw={500}>
        {misses.length === 0 ? say('flows.noneRegistered') : say('flows.nearest')}
      </Text>
      {misses.map(miss => (
        <Difference key={miss.registered} miss={miss} />
      ))}
    </Stack>
  );
}

function Difference({ miss }: { readonly miss: NearMiss }) {
  const say = useSay();
  const { head, tail, sent, expected, differs } = miss;
  return (
    <div className="difference">
      <p>
        <span>{say('flows.sent')}</span>
        <code>
          {head}
          <del>{sent}</del>
          {tail}
        </code>
      </p>
      <p>
        <span>{say('flows.registered')}</span>
        <code>
          {head}
          <ins>{expected}</ins>
          {tail}
        </code>
      </p>
      <Group gap={6}>
        {differs.map(part => (
          <Badge key={part} variant="light" color="red">
            {say(`flows.part.${part}`)}
          </Badge>
        ))}
      </Group>
    </div>
  );
}

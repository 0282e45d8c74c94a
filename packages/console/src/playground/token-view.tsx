/** A token, each claim explained, its signature verified, its end counted down. */
import { Badge, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useSay, type WordKey } from '../words/say.tsx';
import { openToken, type Verdict, verifySignature } from './token.ts';

interface TokenViewProps {
  readonly name: 'id_token' | 'access_token' | 'jwt';
  readonly token: string;
  readonly jwksUri: string;
  readonly secret: string;
}

const meanings = {
  alg: 'meaning.alg',
  kid: 'meaning.kid',
  typ: 'meaning.typ',
  iss: 'meaning.iss',
  sub: 'meaning.sub',
  aud: 'meaning.aud',
  exp: 'meaning.exp',
  iat: 'meaning.iat',
  auth_time: 'meaning.auth_time',
  client_id: 'meaning.client_id',
  azp: 'meaning.azp',
  jti: 'meaning.jti',
  sid: 'meaning.sid',
  scope: 'meaning.scope',
  nonce: 'meaning.nonce',
  acr: 'meaning.acr',
  amr: 'meaning.amr',
  at_hash: 'meaning.at_hash',
  c_hash: 'meaning.c_hash',
  s_hash: 'meaning.s_hash',
} as const satisfies Record<string, WordKey>;
const meaningOf = new Map<string, (typeof meanings)[keyof typeof meanings]>(Object.entries(meanings));

const instants = ['exp', 'iat', 'auth_time'];

export function TokenView({ name, token, jwksUri, secret }: TokenViewProps) {
  const say = useSay();
  const opened = useMemo(() => openToken(token), [token]);
  const [verdict, setVerdict] = useState<Verdict>();
  useEffect(() => {
    let isCurrent = true;
    if (opened)
      void verifySignature(opened, jwksUri, secret).then(found => {
        if (isCurrent) setVerdict(found);
      });
    return () => {
      isCurrent = false;
    };
  }, [opened, jwksUri, secret]);
  return (
    <Stack gap="xs" className="entry">
      <Group gap="xs">
        <Title order={3} size="h3">
          <code>{name}</code>
        </Title>
        {verdict === undefined ? null : (
          <Badge
            variant="light"
            color={verdict === 'valid' ? 'teal' : verdict === 'invalid' ? 'red' : 'gray'}
          >
            {say(`verdict.${verdict}`)}
          </Badge>
        )}
        {typeof opened?.claims['exp'] === 'number' ? <Expiry at={opened.claims['exp']} /> : null}
      </Group>
      {opened === undefined ? (
        <Text size="sm">{say('play.opaque')}</Text>
      ) : (
        <>
          <Claims label={say('play.header')} told={opened.header} />
          <Claims label={name} told={opened.claims} />
        </>
      )}
    </Stack>
  );
}

interface ClaimsProps {
  readonly label: string;
  readonly told: Readonly<Record<string, unknown>>;
}

function Claims({ label, told }: ClaimsProps) {
  const say = useSay();
  return (
    <Table aria-label={label} className="claims" verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{say('play.claim')}</Table.Th>
          <Table.Th scope="col">{say('play.value')}</Table.Th>
          <Table.Th scope="col">{say('play.meaning')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {Object.entries(told).map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Td>
              <code>{name}</code>
            </Table.Td>
            <Table.Td>
              <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
              {instants.includes(name) && typeof value === 'number' ? (
                <Text size="xs" c="dimmed">
                  {new Date(value * 1000).toISOString()}
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>{say(meaningOf.get(name) ?? 'meaning.user')}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const present = () => Math.floor(Date.now() / 1000);

function Expiry({ at }: { readonly at: number }) {
  const say = useSay();
  const [now, setNow] = useState(present);
  useEffect(() => {
    const tick = setInterval(() => setNow(present()), 1000);
    return () => clearInterval(tick);
  }, []);
  return (
    <Text size="sm" c="dimmed" aria-live="off">
      {now < at ? say('play.expires', { seconds: at - now }) : say('play.expired')}
    </Text>
  );
}

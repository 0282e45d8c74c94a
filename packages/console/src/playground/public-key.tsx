/** The public half of the key that the playground holds: shown, registered, or let go with its private half. */
import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useMay } from '../api/me.ts';
import { useChange } from '../api/queries.ts';
import type { Application } from '../applications/application.ts';
import { Copyable } from '../parts/copyable.tsx';
import { useSay } from '../words/say.tsx';
import type { PublicJwk } from './private-key.ts';

interface PublicKeyProps {
  readonly pool: string;
  readonly application: Application;
  readonly etag: string;
  readonly publicJwk: PublicJwk;
  readonly onForget: () => void;
}

export function PublicKey({ pool, application, etag, publicJwk, onForget }: PublicKeyProps) {
  const say = useSay();
  const may = useMay(pool)('applications:write') && application.managed_by !== 'file';
  const change = useChange('PATCH /pools/{pool}/applications/{client_id}', { done: say('key.registered') });
  const { client_id: clientId, jwks_uri: elsewhere } = application;
  const keys = keysOf(application);
  const isRegistered = keys.some(key => isSame(key, publicJwk));
  const register = () =>
    change.mutate({
      at: { pool, client_id: clientId },
      body: { jwks: { keys: [...keys, { ...publicJwk }] } },
      seen: etag,
    });
  return (
    <Stack gap="xs" className="entry">
      <Text size="sm" fw={500}>
        {say('key.held', { alg: publicJwk.alg ?? '' })}
      </Text>
      <Text size="sm" c="dimmed">
        {say(statusOf(isRegistered, elsewhere))}
      </Text>
      <Copyable value={JSON.stringify(publicJwk)} label={say('key.public')} />
      {elsewhere === undefined ? null : <Code>{elsewhere}</Code>}
      <Group gap="xs">
        {may && !isRegistered && elsewhere === undefined ? (
          <Button size="xs" loading={change.isPending} onClick={register}>
            {say('key.register')}
          </Button>
        ) : null}
        <Button size="xs" variant="default" onClick={onForget}>
          {say('key.forget')}
        </Button>
      </Group>
    </Stack>
  );
}

function statusOf(isRegistered: boolean, elsewhere: string | undefined) {
  if (isRegistered) return 'key.isRegistered';
  return elsewhere === undefined ? 'key.notRegistered' : 'key.elsewhere';
}

function keysOf({ jwks }: Application): readonly object[] {
  const keys = jwks?.['keys'];
  return Array.isArray(keys) ? keys.filter(key => typeof key === 'object' && key !== null) : [];
}

const isSame = (registered: object, { kty, x, n }: PublicJwk): boolean => {
  const members = new Map<string, unknown>(Object.entries(registered));
  return members.get('kty') === kty && members.get('x') === x && members.get('n') === n;
};

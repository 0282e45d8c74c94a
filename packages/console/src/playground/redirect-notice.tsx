/** Whether answers can come back to the playground: its address registered, or taken away again, by one button. */
import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useMay } from '../api/me.ts';
import { useChange } from '../api/queries.ts';
import type { Application } from '../applications/application.ts';
import { useSay } from '../words/say.tsx';
import { callback } from './callback.ts';
import { type PlayMode, redirects } from './modes.ts';

interface RedirectNoticeProps {
  readonly pool: string;
  readonly application: Application;
  readonly etag: string;
  readonly mode: PlayMode;
}

export function RedirectNotice({ pool, application, etag, mode }: RedirectNoticeProps) {
  const say = useSay();
  const may = useMay(pool)('applications:write') && application.managed_by !== 'file';
  const change = useChange('PATCH /pools/{pool}/applications/{client_id}', { done: say('play.uriDone') });
  const { client_id: clientId, redirect_uris: uris = [] } = application;
  const write = (next: readonly string[]) =>
    change.mutate({ at: { pool, client_id: clientId }, body: { redirect_uris: [...next] }, seen: etag });
  if (!redirects(mode)) return null;
  if (!uris.includes(callback))
    return (
      <Alert color="gray" variant="light" icon={<TriangleAlert size={18} />} title={say('play.uriMissing')}>
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{say('play.uriMissingHelp')}</Text>
          <Code>{callback}</Code>
          {may ? (
            <Button size="xs" loading={change.isPending} onClick={() => write([...uris, callback])}>
              {say('play.uriAdd')}
            </Button>
          ) : null}
        </Stack>
      </Alert>
    );
  return may && uris.length > 1 ? (
    <Group>
      <Button
        size="xs"
        variant="default"
        loading={change.isPending}
        onClick={() => write(uris.filter(uri => uri !== callback))}
      >
        {say('play.uriRemove')}
      </Button>
    </Group>
  ) : null;
}

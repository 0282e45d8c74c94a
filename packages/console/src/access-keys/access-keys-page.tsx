/** The access keys of machines, with what each may do. */
import { Group } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { useMay } from '../api/me.ts';
import { useChange, usePages } from '../api/queries.ts';
import { Copyable } from '../parts/copyable.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { ManagedBy } from '../parts/managed-by.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { RemoveRegistered } from '../parts/remove-registered.tsx';
import { type Secret, ShownOnce } from '../parts/shown-once.tsx';
import { useSay } from '../words/say.tsx';
import { EditAccessKey, NewAccessKey } from './access-key-form.tsx';

export function AccessKeysPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/access-keys' });
  const mayWrite = useMay(pool)('access_keys:write');
  const [made, setMade] = useState<readonly Secret[]>();
  const list = usePages('GET /pools/{pool}/access-keys', { at: { pool } });
  const create = mayWrite ? <NewAccessKey pool={pool} onMade={setMade} /> : undefined;
  return (
    <>
      <PageHead title={say('nav.accessKeys')} intro={say('accessKeys.intro')} actions={create} />
      {list.error ? (
        <Failure error={list.error} />
      ) : (
        <Listing
          label={say('nav.accessKeys')}
          rows={list.items}
          keyOf={({ access_key: key }) => key}
          columns={[
            {
              label: 'access_key',
              cell: ({ access_key: key }) => <Copyable value={key} label="access_key" />,
            },
            { label: say('accessKeys.application'), cell: ({ application }) => <code>{application}</code> },
            {
              label: say('accessKeys.allow'),
              cell: ({ allow }) =>
                allow.map(rule => (
                  <div key={rule}>
                    <code>{rule}</code>
                  </div>
                )),
            },
            { label: say('accessKeys.remark'), cell: ({ remark }) => remark },
            { label: say('list.managedBy'), cell: row => <ManagedBy by={row.managed_by} /> },
            {
              label: say('list.actions'),
              align: 'right',
              cell: row =>
                mayWrite && row.managed_by !== 'file' ? (
                  <Group gap="xs" justify="flex-end">
                    <EditAccessKey pool={pool} accessKey={row} />
                    <DeleteAccessKey pool={pool} accessKey={row.access_key} />
                  </Group>
                ) : null,
            },
          ]}
          empty={
            <Empty
              icon={KeyRound}
              title={say('accessKeys.none')}
              help={say('accessKeys.noneHelp')}
              action={create}
            />
          }
          more={
            list.hasNextPage
              ? { load: () => void list.fetchNextPage(), isLoading: list.isFetchingNextPage }
              : undefined
          }
        />
      )}
      <ShownOnce title={say('accessKeys.made')} secrets={made} onClose={() => setMade(undefined)} />
    </>
  );
}

function DeleteAccessKey({ pool, accessKey }: { readonly pool: string; readonly accessKey: string }) {
  const say = useSay();
  const at = { pool, access_key: accessKey };
  const remove = useChange('DELETE /pools/{pool}/access-keys/{access_key}', {
    done: say('form.deleted', { name: accessKey }),
  });
  return (
    <RemoveRegistered
      name={accessKey}
      help={say('accessKeys.deleteHelp')}
      isRunning={remove.isPending}
      readEtag={() => call('GET /pools/{pool}/access-keys/{access_key}', { at })}
      remove={seen => remove.mutateAsync({ at, seen })}
    />
  );
}

/** The signing keys of a pool, and their rotation. */
import { Badge } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { FileKey2 } from 'lucide-react';
import { useMay } from '../api/me.ts';
import { useChange, useRead } from '../api/queries.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Copyable } from '../parts/copyable.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { Moment } from '../parts/moment.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';

const colours = { active: 'teal', announced: 'blue', retired: 'gray' } as const;

export function KeysPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/keys' });
  const may = useMay(pool);
  const at = { pool };
  const { data, error } = useRead('GET /pools/{pool}/keys', { at });
  const rotate = useChange('POST /pools/{pool}/keys/rotate', { done: say('keys.rotated') });
  return (
    <>
      <PageHead
        title={say('nav.keys')}
        intro={say('keys.intro')}
        actions={
          may('keys:write') ? (
            <Confirm
              action={say('keys.rotate')}
              title={say('keys.rotateTitle')}
              isRunning={rotate.isPending}
              run={() => rotate.mutateAsync({ at, body: {} })}
            >
              {say('keys.rotateHelp')}
            </Confirm>
          ) : undefined
        }
      />
      {error ? (
        <Failure error={error} />
      ) : (
        <Listing
          label={say('nav.keys')}
          rows={data?.answer.items}
          keyOf={({ kid }) => kid}
          columns={[
            { label: 'kid', cell: ({ kid }) => <Copyable value={kid} label="kid" /> },
            { label: say('keys.alg'), cell: ({ alg }) => <code>{alg}</code> },
            {
              label: say('keys.state'),
              cell: ({ state }) => (
                <Badge variant="light" color={colours[state]}>
                  {say(`keys.${state}`)}
                </Badge>
              ),
            },
            { label: say('keys.since'), cell: ({ since }) => <Moment at={since} /> },
            {
              label: say('keys.signsAt'),
              cell: ({ signs_at: signsAt }) => (signsAt === undefined ? null : <Moment at={signsAt} />),
            },
          ]}
          empty={<Empty icon={FileKey2} title={say('nav.keys')} help={say('keys.intro')} />}
        />
      )}
    </>
  );
}

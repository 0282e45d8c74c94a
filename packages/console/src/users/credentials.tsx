/** The authenticator app and the passkeys of a user, each taken away where it is lost. */
import { Stack, Text, Title } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import type { Answer } from '../api/call.ts';
import { useChange, useRead } from '../api/queries.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Listing } from '../parts/listing.tsx';
import { Moment } from '../parts/moment.tsx';
import { useSay } from '../words/say.tsx';
import type { UserProps } from './user-form.tsx';

type Credential = Answer<'GET /pools/{pool}/users/{user_id}/credentials'>['items'][number];

export function Credentials({ user, pool, mayHelp }: UserProps & { readonly mayHelp: boolean }) {
  const say = useSay();
  const at = { pool, user_id: user.id };
  const { data, error } = useRead('GET /pools/{pool}/users/{user_id}/credentials', { at });
  const done = say('credentials.removed');
  const removeApp = useChange('DELETE /pools/{pool}/users/{user_id}/authenticator', { done });
  const removePasskey = useChange('DELETE /pools/{pool}/users/{user_id}/passkeys/{passkey_id}', { done });
  const remove = (credential: Credential) =>
    credential.kind === 'passkey'
      ? removePasskey.mutateAsync({ at: { ...at, passkey_id: credential.id } })
      : removeApp.mutateAsync({ at });
  const nameOf = (credential: Credential) =>
    credential.kind === 'passkey' ? credential.name : say('credentials.authenticator');
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h3">
        {say('credentials.title')}
      </Title>
      {error ? (
        <Failure error={error} />
      ) : (
        <Listing
          label={say('credentials.title')}
          rows={data?.answer.items}
          keyOf={row => (row.kind === 'passkey' ? row.id : row.kind)}
          columns={[
            {
              label: say('credentials.what'),
              cell: row => (
                <>
                  <Text size="sm">{nameOf(row)}</Text>
                  <Text size="sm" c="dimmed">
                    {row.kind === 'passkey'
                      ? say('credentials.passkey')
                      : say('credentials.recoveryCodes', { count: row.recovery_codes })}
                  </Text>
                </>
              ),
            },
            { label: say('credentials.made'), cell: row => <Moment at={row.created_at} /> },
            {
              label: say('credentials.used'),
              cell: ({ last_used_at: used }) =>
                used === undefined ? say('credentials.never') : <Moment at={used} />,
            },
            {
              label: say('list.actions'),
              align: 'right',
              cell: row => (
                <Confirm
                  action={say('credentials.remove')}
                  title={say('credentials.removeTitle', { what: nameOf(row), name: user.display_name })}
                  size="xs"
                  tone="danger"
                  isDisabled={!mayHelp}
                  isRunning={removeApp.isPending || removePasskey.isPending}
                  run={() => remove(row)}
                >
                  {row.kind === 'passkey' ? say('credentials.removeHelp') : say('credentials.removeAppHelp')}
                </Confirm>
              ),
            },
          ]}
          empty={<Empty icon={KeyRound} title={say('credentials.none')} help={say('credentials.noneHelp')} />}
        />
      )}
    </Stack>
  );
}

/** A new user pool. */
import { Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useChange } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { FormModal } from '../parts/form-modal.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { useSay } from '../words/say.tsx';

const form = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** `taken`: the names of all pools that are shown. */
export function NewPool({ taken }: { readonly taken: readonly string[] }) {
  const say = useSay();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const create = useChange('POST /pools', {
    done: say('pools.made'),
    showsMembers: true,
    onDone: ({ answer }) => navigate({ to: '/pools/$pool/overview', params: { pool: answer.name } }),
  });
  const isTaken = taken.includes(name);
  const isWrong = name !== '' && !form.test(name);
  const fault = isTaken ? say('pools.taken') : isWrong ? say('pools.form') : undefined;
  return (
    <FormModal
      action={say('pools.new')}
      title={say('pools.new')}
      submit={say('pools.create')}
      isRunning={create.isPending}
      begin={() => {
        setName('');
        create.reset();
      }}
      run={() =>
        fault === undefined ? create.mutateAsync({ body: { name } }) : Promise.reject(new Error(fault))
      }
    >
      <FormErrors errors={otherErrors(create.error, ['name'])} />
      <TextInput
        label={say('pools.name')}
        description={say('pools.nameHelp')}
        placeholder="staff"
        value={name}
        error={memberErrors(create.error)('name') ?? fault}
        required
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: 'mono' }}
        onChange={event => {
          setName(event.currentTarget.value);
          create.reset();
        }}
      />
      <Text size="sm" c="dimmed">
        {say('pools.issuerWillBe')}{' '}
        <code>
          {location.origin}/{name === '' || fault !== undefined ? '…' : name}/oidc
        </code>
      </Text>
    </FormModal>
  );
}

/** A new user. */
import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useChange } from '../api/queries.ts';
import { BackLink } from '../parts/back-link.tsx';
import { FormErrors } from '../parts/form-errors.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { changesBetween, fieldsOf, readCustomData, textClaims } from './user.ts';
import { UserFieldsForm } from './user-fields.tsx';

const nothing = fieldsOf({});

export function NewUserPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/users/new' });
  const navigate = useNavigate();
  const [fields, setFields] = useState(nothing);
  const [password, setPassword] = useState('');
  const create = useChange('POST /pools/{pool}/users', {
    done: say('users.made'),
    showsMembers: true,
    onDone: ({ answer }) =>
      navigate({ to: '/pools/$pool/users/by-id/$userId', params: { pool, userId: answer.id } }),
  });
  const errorOf = memberErrors(create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (readCustomData(fields.customData) === undefined) return;
    create.mutate({
      at: { pool },
      body: { ...changesBetween(nothing, fields), ...(password !== '' && { password }) },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PageHead title={say('users.new')} above={<BackLink list="users" pool={pool} />} />
        <FormErrors errors={otherErrors(create.error, [...textClaims, 'password', 'custom_data'])} />
        <UserFieldsForm fields={fields} onChange={setFields} errorOf={errorOf} />
        <Section title={say('users.password')} help={say('users.passwordHelp')}>
          <PasswordInput
            label={say('users.password')}
            value={password}
            error={errorOf('password')}
            autoComplete="new-password"
            maw={400}
            onChange={event => setPassword(event.currentTarget.value)}
          />
        </Section>
        <Group>
          <Button type="submit" loading={create.isPending}>
            {say('users.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

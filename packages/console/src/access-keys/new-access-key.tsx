/** A new access key: for which application, and what it may do. */
import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange, usePages } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { FormModal } from '../parts/form-modal.tsx';
import { LinesField } from '../parts/lines-field.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import type { Secret } from '../parts/shown-once.tsx';
import { useSay } from '../words/say.tsx';

interface Draft {
  readonly application: string;
  readonly allow: readonly string[];
  readonly remark: string;
}

const nothing: Draft = { application: '', allow: [''], remark: '' };

interface NewAccessKeyProps {
  readonly pool: string;
  readonly onMade: (secrets: readonly Secret[]) => void;
}

export function NewAccessKey({ pool, onMade }: NewAccessKeyProps) {
  const say = useSay();
  const [draft, setDraft] = useState(nothing);
  const { items = [] } = usePages('GET /pools/{pool}/applications', {
    at: { pool },
    query: { limit: '200' },
  });
  const create = useChange('POST /pools/{pool}/access-keys', {
    showsMembers: true,
    onDone: ({ answer: { access_key: key, secret_key: secret = '' } }) =>
      onMade([
        { label: 'access_key', value: key },
        { label: 'secret_key', value: secret },
      ]),
  });
  const errorOf = memberErrors(create.error);
  const { application, allow, remark } = draft;
  return (
    <FormModal
      action={say('accessKeys.new')}
      title={say('accessKeys.new')}
      submit={say('accessKeys.create')}
      isRunning={create.isPending}
      begin={() => {
        setDraft(nothing);
        create.reset();
      }}
      run={() =>
        create.mutateAsync({
          at: { pool },
          body: { application, allow: allow.filter(rule => rule !== ''), ...(remark !== '' && { remark }) },
        })
      }
    >
      <FormErrors errors={otherErrors(create.error, ['application', 'allow', 'remark'])} />
      <Select
        label={say('accessKeys.application')}
        description={say('accessKeys.applicationHelp')}
        data={items.map(({ client_id: value, client_name: name }) => ({ value, label: name ?? value }))}
        value={application === '' ? null : application}
        error={errorOf('application')}
        searchable
        required
        onChange={chosen => setDraft({ ...draft, application: chosen ?? '' })}
      />
      <LinesField
        label={say('accessKeys.allow')}
        help={say('accessKeys.allowHelp')}
        placeholder="book:*:read"
        lines={allow}
        onChange={lines => setDraft({ ...draft, allow: lines })}
        errorAt={index => errorOf(`allow[${index}]`) ?? (index === 0 ? errorOf('allow') : undefined)}
      />
      <TextInput
        label={say('accessKeys.remark')}
        value={remark}
        error={errorOf('remark')}
        onChange={event => setDraft({ ...draft, remark: event.currentTarget.value })}
      />
    </FormModal>
  );
}

/** An API resource with its actions: declared, and changed later. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Answer, call } from '../api/call.ts';
import { useChange } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { FormModal } from '../parts/form-modal.tsx';
import { LinesField } from '../parts/lines-field.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { useSay } from '../words/say.tsx';

export type Resource = Answer<'GET /pools/{pool}/resources'>['items'][number];

interface Draft {
  readonly identifier: string;
  readonly audience: string;
  readonly actions: readonly string[];
}

const nothing: Draft = { identifier: '', audience: '', actions: ['read'] };
const members = ['identifier', 'audience', 'actions'];

const draftOf = ({ identifier, audience, actions }: Resource): Draft => ({ identifier, audience, actions });
const bodyOf = (draft: Draft) => ({ ...draft, actions: draft.actions.filter(action => action !== '') });

export function NewResource({ pool }: { readonly pool: string }) {
  const say = useSay();
  const [draft, setDraft] = useState(nothing);
  const create = useChange('POST /pools/{pool}/resources', {
    done: say('form.saved'),
    showsMembers: true,
  });
  return (
    <FormModal
      action={say('resources.new')}
      title={say('resources.new')}
      submit={say('resources.create')}
      isRunning={create.isPending}
      begin={() => {
        setDraft(nothing);
        create.reset();
      }}
      run={() => create.mutateAsync({ at: { pool }, body: bodyOf(draft) })}
    >
      <ResourceFields draft={draft} onChange={setDraft} error={create.error} isNew />
    </FormModal>
  );
}

export function EditResource({ pool, resource }: { readonly pool: string; readonly resource: Resource }) {
  const say = useSay();
  const [draft, setDraft] = useState(() => draftOf(resource));
  const [etag, setEtag] = useState('');
  const at = { pool, identifier: resource.identifier };
  const change = useChange('PUT /pools/{pool}/resources/{identifier}', {
    done: say('form.saved'),
    showsMembers: true,
  });
  return (
    <FormModal
      action={say('form.edit')}
      title={say('form.editTitle', { name: resource.identifier })}
      submit={say('form.save')}
      button={{ variant: 'default', size: 'xs' }}
      isRunning={change.isPending}
      begin={async () => {
        change.reset();
        const read = await call('GET /pools/{pool}/resources/{identifier}', { at });
        setDraft(draftOf(read.answer));
        setEtag(read.etag);
      }}
      run={() => change.mutateAsync({ at, seen: etag, body: bodyOf(draft) })}
    >
      <ResourceFields draft={draft} onChange={setDraft} error={change.error} />
    </FormModal>
  );
}

interface ResourceFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly error: Error | null;
  readonly isNew?: boolean;
}

function ResourceFields({ draft, onChange, error, isNew = false }: ResourceFieldsProps) {
  const say = useSay();
  const errorOf = memberErrors(error);
  const text = (name: 'identifier' | 'audience', placeholder: string, isDisabled = false) => (
    <TextInput
      label={say(`resources.${name}`)}
      description={say(`resources.${name}Help`)}
      placeholder={placeholder}
      value={draft[name]}
      error={errorOf(name)}
      disabled={isDisabled}
      required
      onChange={event => onChange({ ...draft, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <FormErrors errors={otherErrors(error, members)} />
      {text('identifier', 'book', !isNew)}
      {text('audience', 'https://api.example.com')}
      <LinesField
        label={say('resources.actions')}
        placeholder="read"
        lines={draft.actions}
        onChange={actions => onChange({ ...draft, actions })}
        errorAt={index => errorOf(`actions[${index}]`) ?? (index === 0 ? errorOf('actions') : undefined)}
      />
    </>
  );
}

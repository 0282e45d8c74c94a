/** A new API resource with its actions. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { FormModal } from '../parts/form-modal.tsx';
import { LinesField } from '../parts/lines-field.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { useSay } from '../words/say.tsx';

interface Draft {
  readonly identifier: string;
  readonly audience: string;
  readonly actions: readonly string[];
}

const nothing: Draft = { identifier: '', audience: '', actions: ['read'] };
const members = ['identifier', 'audience', 'actions'];

export function NewResource({ pool }: { readonly pool: string }) {
  const say = useSay();
  const [draft, setDraft] = useState(nothing);
  const create = useChange('POST /pools/{pool}/resources', {
    done: say('form.saved'),
    showsMembers: true,
  });
  const errorOf = memberErrors(create.error);
  const text = (name: 'identifier' | 'audience', placeholder: string) => (
    <TextInput
      label={say(`resources.${name}`)}
      description={say(`resources.${name}Help`)}
      placeholder={placeholder}
      value={draft[name]}
      error={errorOf(name)}
      required
      onChange={event => setDraft({ ...draft, [name]: event.currentTarget.value })}
    />
  );
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
      run={() =>
        create.mutateAsync({
          at: { pool },
          body: { ...draft, actions: draft.actions.filter(action => action !== '') },
        })
      }
    >
      <FormErrors errors={otherErrors(create.error, members)} />
      {text('identifier', 'book')}
      {text('audience', 'https://api.example.com')}
      <LinesField
        label={say('resources.actions')}
        placeholder="read"
        lines={draft.actions}
        onChange={actions => setDraft({ ...draft, actions })}
        errorAt={index => errorOf(`actions[${index}]`) ?? (index === 0 ? errorOf('actions') : undefined)}
      />
    </FormModal>
  );
}

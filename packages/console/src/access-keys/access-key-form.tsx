/** What an access key is for and may do: made, and changed later. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Answer, call } from '../api/call.ts';
import { useChange, usePages } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { FormModal } from '../parts/form-modal.tsx';
import { LinesField } from '../parts/lines-field.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import type { Secret } from '../parts/shown-once.tsx';
import { useSay } from '../words/say.tsx';

export type AccessKey = Answer<'GET /pools/{pool}/access-keys'>['items'][number];

interface Draft {
  readonly application: string;
  readonly allow: readonly string[];
  readonly remark: string;
  /** Seconds; empty for the default. */
  readonly lifetime: number | '';
}

const nothing: Draft = { application: '', allow: [''], remark: '', lifetime: '' };
const members = ['application', 'allow', 'remark', 'access_token_lifetime'];

const draftOf = ({ application, allow, remark = '', access_token_lifetime }: AccessKey): Draft => ({
  ...{ application, allow, remark },
  lifetime: access_token_lifetime ?? '',
});

const bodyOf = ({ application, allow, remark, lifetime }: Draft) => ({
  application,
  allow: allow.filter(rule => rule !== ''),
  ...(remark !== '' && { remark }),
  ...(lifetime !== '' && { access_token_lifetime: lifetime }),
});

interface NewAccessKeyProps {
  readonly pool: string;
  readonly onMade: (secrets: readonly Secret[]) => void;
}

export function NewAccessKey({ pool, onMade }: NewAccessKeyProps) {
  const say = useSay();
  const [draft, setDraft] = useState(nothing);
  const create = useChange('POST /pools/{pool}/access-keys', {
    showsMembers: true,
    onDone: ({ answer: { access_key: key, secret_key: secret = '' } }) =>
      onMade([
        { label: 'access_key', value: key },
        { label: 'secret_key', value: secret },
      ]),
  });
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
      run={() => create.mutateAsync({ at: { pool }, body: bodyOf(draft) })}
    >
      <AccessKeyFields pool={pool} draft={draft} onChange={setDraft} error={create.error} />
    </FormModal>
  );
}

export function EditAccessKey({ pool, accessKey }: { readonly pool: string; readonly accessKey: AccessKey }) {
  const say = useSay();
  const [draft, setDraft] = useState(() => draftOf(accessKey));
  const [etag, setEtag] = useState('');
  const at = { pool, access_key: accessKey.access_key };
  const change = useChange('PUT /pools/{pool}/access-keys/{access_key}', {
    done: say('form.saved'),
    showsMembers: true,
  });
  return (
    <FormModal
      action={say('form.edit')}
      title={say('form.editTitle', { name: accessKey.access_key })}
      submit={say('form.save')}
      button={{ variant: 'default', size: 'xs' }}
      isRunning={change.isPending}
      begin={async () => {
        change.reset();
        const read = await call('GET /pools/{pool}/access-keys/{access_key}', { at });
        setDraft(draftOf(read.answer));
        setEtag(read.etag);
      }}
      run={() => change.mutateAsync({ at, seen: etag, body: bodyOf(draft) })}
    >
      <AccessKeyFields pool={pool} draft={draft} onChange={setDraft} error={change.error} />
    </FormModal>
  );
}

interface AccessKeyFieldsProps {
  readonly pool: string;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly error: Error | null;
}

function AccessKeyFields({ pool, draft, onChange, error }: AccessKeyFieldsProps) {
  const say = useSay();
  const { items = [] } = usePages('GET /pools/{pool}/applications', {
    at: { pool },
    query: { limit: '200' },
  });
  const errorOf = memberErrors(error);
  const { application, allow, remark, lifetime } = draft;
  return (
    <>
      <FormErrors errors={otherErrors(error, members)} />
      <Select
        label={say('accessKeys.application')}
        description={say('accessKeys.applicationHelp')}
        data={items.map(({ client_id: value, client_name: name }) => ({ value, label: name ?? value }))}
        value={application === '' ? null : application}
        error={errorOf('application')}
        searchable
        required
        onChange={chosen => onChange({ ...draft, application: chosen ?? '' })}
      />
      <LinesField
        label={say('accessKeys.allow')}
        help={say('accessKeys.allowHelp')}
        placeholder="book:*:read"
        lines={allow}
        onChange={lines => onChange({ ...draft, allow: lines })}
        errorAt={index => errorOf(`allow[${index}]`) ?? (index === 0 ? errorOf('allow') : undefined)}
      />
      <NumberInput
        label={say('app.access_token_lifetime')}
        description={say('accessKeys.lifetimeHelp')}
        value={lifetime}
        error={errorOf('access_token_lifetime')}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        maw={240}
        onChange={value => onChange({ ...draft, lifetime: typeof value === 'number' ? value : '' })}
      />
      <TextInput
        label={say('accessKeys.remark')}
        value={remark}
        error={errorOf('remark')}
        onChange={event => onChange({ ...draft, remark: event.currentTarget.value })}
      />
    </>
  );
}

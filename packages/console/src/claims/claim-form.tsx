/** A claim and where it comes from: a new one, or one that is changed. */
import { SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { FormErrors } from '../parts/form-errors.tsx';
import { FormModal } from '../parts/form-modal.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { useSay } from '../words/say.tsx';
import {
  facts,
  fromOf,
  judgeName,
  type Place,
  places,
  type ShownClaim,
  sourceOf,
  useSettings,
  withEntry,
} from './declarations.ts';

interface ClaimFormProps {
  readonly pool: string;
  readonly shown: readonly ShownClaim[];
  /** Undefined for a new one. */
  readonly before?: ShownClaim;
}

interface Source {
  readonly place: Place;
  readonly name: string;
}

const nowhere: Source = { place: 'custom_data', name: '' };

export function ClaimForm({ pool, shown, before }: ClaimFormProps) {
  const say = useSay();
  const { settings, save, write } = useSettings(pool);
  const [name, setName] = useState('');
  const [source, setSource] = useState(nowhere);
  const { claims = [] } = settings;
  const index = before ? claims.findIndex(claim => claim.name === before.name) : claims.length;
  const errorOf = memberErrors(save.error);
  const others = shown.filter(claim => claim.name !== before?.name);
  const fault = name === '' ? undefined : judgeName(name, others);
  const action = before ? say('form.edit') : say('claims.newClaim');
  const entry = { name, from: fromOf(source.place, source.name) };
  return (
    <FormModal
      action={action}
      title={before ? say('claims.editClaim', { name: before.name }) : action}
      submit={before ? say('form.save') : say('claims.createClaim')}
      button={before ? { size: 'xs', variant: 'default' } : { size: 'xs' }}
      isRunning={save.isPending}
      begin={() => {
        setName(before?.name ?? '');
        setSource(before ? sourceOf(before.from) : nowhere);
        save.reset();
      }}
      run={() =>
        fault === undefined
          ? write({ claims: withEntry(claims, before?.name, entry) })
          : Promise.reject(new Error(fault))
      }
    >
      <FormErrors errors={otherErrors(save.error, [`claims[${index}].name`, `claims[${index}].from`])} />
      <TextInput
        label={say('claims.claimName')}
        description={say('claims.claimNameHelp')}
        placeholder="team"
        value={name}
        error={errorOf(`claims[${index}].name`) ?? (fault && say(fault))}
        required
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: 'mono' }}
        onChange={event => setName(event.currentTarget.value)}
      />
      <SourceField source={source} onChange={setSource} error={errorOf(`claims[${index}].from`)} />
    </FormModal>
  );
}

interface SourceFieldProps {
  readonly source: Source;
  readonly onChange: (source: Source) => void;
  readonly error: string | undefined;
}

function SourceField({ source: { place, name }, onChange, error }: SourceFieldProps) {
  const say = useSay();
  const id = useId();
  return (
    <>
      <Stack gap={6}>
        <Text size="sm" fw={500} id={id}>
          {say('claims.from')}
        </Text>
        <SegmentedControl
          aria-labelledby={id}
          value={place}
          data={places.map(value => ({ value, label: say(`claims.place.${value}`) }))}
          onChange={chosen => onChange({ place: places.find(each => each === chosen) ?? place, name: '' })}
        />
      </Stack>
      {place === 'user' ? (
        <Select
          label={say('claims.fact')}
          data={facts.map(value => ({ value, label: say(`claims.fact.${value}`) }))}
          value={name === '' ? null : name}
          error={error}
          required
          allowDeselect={false}
          onChange={chosen => onChange({ place, name: chosen ?? '' })}
        />
      ) : (
        <TextInput
          label={say(`claims.member.${place}`)}
          description={say(`claims.member.${place}Help`)}
          placeholder={place === 'profile' ? 'given_name' : 'team'}
          value={name}
          error={error}
          required
          spellCheck={false}
          autoComplete="off"
          classNames={{ input: 'mono' }}
          onChange={event => onChange({ place, name: event.currentTarget.value })}
        />
      )}
    </>
  );
}

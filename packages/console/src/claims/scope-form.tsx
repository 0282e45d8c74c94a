/** A scope and the claims it opens: a new one, or one that is changed. */
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormErrors } from '../parts/form-errors.tsx';
import { FormModal } from '../parts/form-modal.tsx';
import { LinesField } from '../parts/lines-field.tsx';
import { memberErrors, otherErrors } from '../parts/member-errors.ts';
import { useSay } from '../words/say.tsx';
import { judgeName, type ShownScope, useSettings, withEntry } from './declarations.ts';

interface ScopeFormProps {
  readonly pool: string;
  readonly shown: readonly ShownScope[];
  /** Undefined for a new one. */
  readonly before?: ShownScope;
}

export function ScopeForm({ pool, shown, before }: ScopeFormProps) {
  const say = useSay();
  const { settings, save, write } = useSettings(pool);
  const [name, setName] = useState('');
  const [claims, setClaims] = useState<readonly string[]>([]);
  const { scopes = [] } = settings;
  const index = before ? scopes.findIndex(scope => scope.name === before.name) : scopes.length;
  const errorOf = memberErrors(save.error);
  const others = shown.filter(scope => scope.managed_by !== 'standard' && scope.name !== before?.name);
  const fault = name === '' ? undefined : judgeName(name, others);
  const isStandard = shown.some(scope => scope.managed_by === 'standard' && scope.name === name);
  const action = before ? say('form.edit') : say('claims.newScope');
  return (
    <FormModal
      action={action}
      title={before ? say('claims.editScope', { name: before.name }) : action}
      submit={before ? say('form.save') : say('claims.createScope')}
      button={before ? { size: 'xs', variant: 'default' } : { size: 'xs' }}
      isRunning={save.isPending}
      begin={() => {
        setName(before?.name ?? '');
        setClaims(before?.claims ?? ['']);
        save.reset();
      }}
      run={() =>
        fault === undefined
          ? write({
              scopes: withEntry(scopes, before?.name, {
                name,
                claims: claims.filter(claim => claim !== ''),
              }),
            })
          : Promise.reject(new Error(fault))
      }
    >
      <FormErrors errors={otherErrors(save.error, [`scopes[${index}].name`, `scopes[${index}].claims`])} />
      <TextInput
        label={say('claims.scopeName')}
        description={isStandard ? say('claims.overStandard') : say('claims.scopeNameHelp')}
        placeholder="team"
        value={name}
        error={errorOf(`scopes[${index}].name`) ?? (fault && say(fault))}
        required
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: 'mono' }}
        onChange={event => setName(event.currentTarget.value)}
      />
      <LinesField
        label={say('claims.opens')}
        help={say('claims.opensHelp')}
        placeholder="team_role"
        lines={claims}
        onChange={setClaims}
        judge={line => {
          const wrong = judgeName(line, []);
          return wrong && say(wrong);
        }}
        errorAt={at => errorOf(`scopes[${index}].claims[${at}]`)}
      />
    </FormModal>
  );
}

/** How the users of a pool sign in and sign up, and what they must agree to. */
import { Button, Checkbox, Group, Radio, Stack, Switch } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Body } from '../api/call.ts';
import { useMay } from '../api/me.ts';
import { useChange, useReadNow } from '../api/queries.ts';
import { FormErrors } from '../parts/form-errors.tsx';
import { otherErrors } from '../parts/member-errors.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { AgreementsField } from './agreements-field.tsx';
import { MethodsField } from './methods-field.tsx';

export type Settings = Body<'PUT /pools/{pool}/settings'>;
type SignUp = Exclude<Settings['sign_up'], boolean | undefined>;

const signUpFields = ['email', 'phone', 'username', 'name'] as const satisfies readonly NonNullable<
  SignUp['fields']
>[number][];

export function SettingsPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/settings' });
  const { answer, etag } = useReadNow('GET /pools/{pool}/settings', { at: { pool } });
  return (
    <>
      <PageHead title={say('nav.settings')} intro={say('settings.intro', { pool })} />
      <SettingsForm key={`${pool} ${etag}`} pool={pool} before={answer} etag={etag} />
    </>
  );
}

interface SettingsFormProps {
  readonly pool: string;
  readonly before: Settings;
  readonly etag: string;
}

function SettingsForm({ pool, before, etag }: SettingsFormProps) {
  const say = useSay();
  const isDisabled = !useMay(pool)('settings:write');
  const [draft, setDraft] = useState<Settings>(before);
  const save = useChange('PUT /pools/{pool}/settings', { done: say('form.saved'), showsMembers: true });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ at: { pool }, body: draft, seen: etag });
  };
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before);
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <FormErrors errors={otherErrors(save.error, [])} />
        <MethodsField draft={draft} onChange={setDraft} isDisabled={isDisabled} />
        <SignUpField draft={draft} onChange={setDraft} isDisabled={isDisabled} />
        <AgreementsField draft={draft} onChange={setDraft} isDisabled={isDisabled} />
        {isDisabled ? null : (
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!isChanged}>
              {say('form.save')}
            </Button>
            {isChanged ? (
              <Button variant="default" onClick={() => setDraft(before)}>
                {say('form.reset')}
              </Button>
            ) : null}
          </Group>
        )}
      </Stack>
    </form>
  );
}

export interface SettingsFieldProps {
  readonly draft: Settings;
  readonly onChange: (draft: Settings) => void;
  readonly isDisabled: boolean;
}

function SignUpField({ draft, onChange, isDisabled }: SettingsFieldProps) {
  const say = useSay();
  const { sign_up: signUp = false } = draft;
  const { fields = ['email'], verification = 'required' }: SignUp = typeof signUp === 'object' ? signUp : {};
  const isOn = signUp !== false;
  const change = (changed: SignUp) => onChange({ ...draft, sign_up: { fields, verification, ...changed } });
  return (
    <Section title={say('settings.signUp')} help={say('settings.signUpHelp')}>
      <Switch
        label={say('settings.signUpOn')}
        checked={isOn}
        disabled={isDisabled}
        onChange={event =>
          onChange({ ...draft, sign_up: event.currentTarget.checked ? { fields, verification } : false })
        }
      />
      {isOn ? (
        <>
          <Checkbox.Group
            label={say('settings.fields')}
            value={[...fields]}
            onChange={chosen => change({ fields: signUpFields.filter(each => chosen.includes(each)) })}
          >
            <Group mt="xs">
              {signUpFields.map(field => (
                <Checkbox key={field} value={field} label={say(`claim.${field}`)} disabled={isDisabled} />
              ))}
            </Group>
          </Checkbox.Group>
          <Radio.Group
            label={say('settings.verification')}
            value={verification}
            onChange={chosen => change({ verification: chosen === 'optional' ? 'optional' : 'required' })}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="required" label={say('settings.required')} disabled={isDisabled} />
              <Radio value="optional" label={say('settings.optional')} disabled={isDisabled} />
            </Stack>
          </Radio.Group>
        </>
      ) : null}
    </Section>
  );
}

/** Whether people may sign up, and what they are asked for. */
import { Checkbox, Group, Radio, Stack, Switch } from '@mantine/core';
import { FileNotice } from '../parts/managed-by.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { Settings, SettingsFieldProps } from './settings-page.tsx';

type SignUp = Exclude<Settings['sign_up'], boolean | undefined>;

const signUpFields = ['email', 'phone', 'username', 'name'] as const satisfies readonly NonNullable<
  SignUp['fields']
>[number][];

export function SignUpField({ draft, onChange, isDisabled, isDeclared }: SettingsFieldProps) {
  const say = useSay();
  const { sign_up: signUp = false } = draft;
  const { fields = ['email'], verification = 'required' }: SignUp = typeof signUp === 'object' ? signUp : {};
  const isOn = signUp !== false;
  const change = (changed: SignUp) => onChange({ ...draft, sign_up: { fields, verification, ...changed } });
  return (
    <Section title={say('settings.signUp')} help={say('settings.signUpHelp')}>
      {isDeclared ? <FileNotice /> : null}
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

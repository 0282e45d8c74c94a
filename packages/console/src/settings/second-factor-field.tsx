/** Whether people prove themselves twice — OIDC Core §2 (`acr`). */
import { Radio, Stack } from '@mantine/core';
import { FileNotice } from '../parts/managed-by.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { SettingsFieldProps } from './settings-page.tsx';

const policies = ['off', 'optional', 'required'] as const;

export function SecondFactorField({ draft, onChange, isDisabled, isDeclared }: SettingsFieldProps) {
  const say = useSay();
  const chosen = draft.sign_in?.second_factor ?? 'optional';
  const choose = (value: string) => {
    const policy = policies.find(each => each === value);
    if (policy) onChange({ ...draft, sign_in: { ...draft.sign_in, second_factor: policy } });
  };
  return (
    <Section title={say('settings.secondFactor')} help={say('settings.secondFactorHelp')}>
      {isDeclared ? <FileNotice /> : null}
      <Radio.Group aria-label={say('settings.secondFactor')} value={chosen} onChange={choose}>
        <Stack gap="sm">
          {policies.map(policy => (
            <Radio
              key={policy}
              value={policy}
              label={say(`secondFactor.${policy}`)}
              description={say(`secondFactor.${policy}Help`)}
              disabled={isDisabled}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Section>
  );
}

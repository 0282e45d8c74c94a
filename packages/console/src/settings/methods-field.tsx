/** The login methods of a pool: which are on, and in what order they are offered. */
import { ActionIcon, Checkbox, Group } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { FileNotice } from '../parts/managed-by.tsx';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import type { Settings, SettingsFieldProps } from './settings-page.tsx';

type Method = NonNullable<NonNullable<Settings['sign_in']>['methods']>[number];

const all = ['password', 'email_code', 'phone_code', 'passkey'] as const satisfies readonly Method[];

export function MethodsField({ draft, onChange, isDisabled, isDeclared }: SettingsFieldProps) {
  const say = useSay();
  const chosen: readonly Method[] = draft.sign_in?.methods ?? ['password'];
  const shown = [...chosen, ...all.filter(each => !chosen.includes(each))];
  const choose = (methods: readonly Method[]) =>
    onChange({ ...draft, sign_in: { ...draft.sign_in, methods } });
  const toggle = (method: Method) =>
    choose(chosen.includes(method) ? chosen.filter(each => each !== method) : [...chosen, method]);
  /** `from` changes places with the one before it. */
  const raise = (from: number) => {
    const [moved] = chosen.slice(from, from + 1);
    if (moved !== undefined) choose(chosen.toSpliced(from, 1).toSpliced(from - 1, 0, moved));
  };
  return (
    <Section title={say('settings.methods')} help={say('settings.methodsHelp')}>
      {isDeclared ? <FileNotice /> : null}
      {shown.map((method, index) => {
        const isOn = chosen.includes(method);
        const name = say(`method.${method}`);
        const arrow = { variant: 'subtle', color: 'gray', size: 36 } as const;
        return (
          <Group key={method} justify="space-between" wrap="nowrap" maw={480}>
            <Checkbox
              checked={isOn}
              disabled={isDisabled || (isOn && chosen.length === 1)}
              label={name}
              onChange={() => toggle(method)}
            />
            {isOn ? (
              <Group gap={4} wrap="nowrap">
                <ActionIcon
                  {...arrow}
                  aria-label={say('settings.up', { name })}
                  disabled={isDisabled || index === 0}
                  onClick={() => raise(index)}
                >
                  <ArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  {...arrow}
                  aria-label={say('settings.down', { name })}
                  disabled={isDisabled || index === chosen.length - 1}
                  onClick={() => raise(index + 1)}
                >
                  <ArrowDown size={16} />
                </ActionIcon>
              </Group>
            ) : null}
          </Group>
        );
      })}
    </Section>
  );
}

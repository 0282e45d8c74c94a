/** The parameters of a mode, each with what it is and where it is specified. */
import { PasswordInput, TextInput } from '@mantine/core';
import { useSay } from '../words/say.tsx';
import type { PlayMode } from './modes.ts';
import { type Parameter, parametersOf, type Typed, typedKeyOf, type Values } from './parameters.ts';

interface ParameterFieldsProps {
  readonly mode: PlayMode;
  readonly values: Values;
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
}

export const ParameterFields = ({ mode, values, typed, onTyped }: ParameterFieldsProps) => (
  <div className="parameters">
    {parametersOf(mode).map(parameter => (
      <ParameterField
        key={parameter.name}
        parameter={parameter}
        value={values[parameter.name] ?? ''}
        onChange={value => onTyped({ ...typed, [typedKeyOf(parameter, mode)]: value })}
      />
    ))}
  </div>
);

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ParameterField({ parameter, value, onChange }: ParameterFieldProps) {
  const say = useSay();
  const { name, help, section, made, secret } = parameter;
  const Field = secret ? PasswordInput : TextInput;
  return (
    <Field
      label={<code>{name}</code>}
      description={`${say(help)} · ${section}`}
      placeholder={made ? say('play.made') : ''}
      value={value}
      spellCheck={false}
      autoComplete="off"
      classNames={{ input: 'mono' }}
      onChange={event => onChange(event.currentTarget.value)}
    />
  );
}

/** The tokens of an application: dialect, algorithms, formats, lifetimes. */
import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { type Draft, withMember } from './application.ts';
import type { FieldsProps } from './settings-fields.tsx';

const choices = {
  dialect: ['standard', 'authing', 'opaque-minimal'],
  access_token_format: ['jwt', 'opaque', 'uuid'],
  access_token_signed_response_alg: ['RS256', 'PS256', 'ES256', 'EdDSA'],
  id_token_signed_response_alg: ['RS256', 'PS256', 'ES256', 'EdDSA', 'HS256'],
  token_endpoint_auth_method: [
    'none',
    'client_secret_basic',
    'client_secret_post',
    'client_secret_jwt',
    'private_key_jwt',
  ],
} as const satisfies { readonly [Name in keyof Draft]?: readonly NonNullable<Draft[Name]>[] };

type Choice = keyof typeof choices;
const choiceNames = [
  'dialect',
  'access_token_format',
  'access_token_signed_response_alg',
  'id_token_signed_response_alg',
  'token_endpoint_auth_method',
] as const satisfies readonly Choice[];

/** Each with what applies where nothing is said, in seconds. */
const lifetimes = [
  { member: 'code_lifetime', fallback: 600 },
  { member: 'access_token_lifetime', fallback: 3600 },
  { member: 'id_token_lifetime', fallback: 3600 },
  { member: 'refresh_token_lifetime', fallback: 2_592_000 },
  { member: 'refresh_token_idle_lifetime', fallback: 1_209_600 },
  { member: 'refresh_token_reuse_interval', fallback: 10 },
] as const;

export const tokenMembers: readonly string[] = [...choiceNames, ...lifetimes.map(({ member }) => member)];

export function TokenFields({ draft, onChange, errorOf, isDisabled }: FieldsProps) {
  const say = useSay();
  const choose = (member: Choice, value: string | null) => {
    const found = choices[member].find(each => each === value);
    onChange(found === undefined ? without(draft, member) : { ...draft, [member]: found });
  };
  return (
    <>
      <Section title={say('app.shape')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {choiceNames.map(member => (
            <Select
              key={member}
              label={say(`app.${member}`)}
              description={say(`app.${member}Help`)}
              placeholder={say('app.default')}
              data={[...choices[member]]}
              value={draft[member] ?? null}
              clearable
              clearButtonProps={{ 'aria-label': say('lines.remove', { what: say(`app.${member}`) }) }}
              error={errorOf(member)}
              disabled={isDisabled}
              onChange={value => choose(member, value)}
            />
          ))}
        </SimpleGrid>
      </Section>
      <Section title={say('app.lifetimes')} help={say('app.lifetimesHelp')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {lifetimes.map(({ member, fallback }) => (
            <NumberInput
              key={member}
              label={say(`app.${member}`)}
              placeholder={String(fallback)}
              suffix=" s"
              min={0}
              allowDecimal={false}
              hideControls
              value={draft[member] ?? ''}
              error={errorOf(member)}
              disabled={isDisabled}
              onChange={value =>
                onChange(withMember(draft, member, typeof value === 'number' ? value : undefined))
              }
            />
          ))}
        </SimpleGrid>
      </Section>
    </>
  );
}

const without = (draft: Draft, member: Choice): Draft => withMember(draft, member, undefined);

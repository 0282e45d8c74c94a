/** The modes as checkboxes, each with the advice that goes with it. */
import { Badge, Checkbox, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { useSay } from '../words/say.tsx';
import type { Draft } from './application.ts';
import { hasRefresh, type Mode, modes, modesOf, obstacleOf, withModes } from './modes.ts';

interface ModesFieldProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly isDisabled?: boolean;
  readonly error?: string | undefined;
}

const recommended: Mode = 'pkce';
const discouraged: readonly Mode[] = ['implicit', 'password'];

export function ModesField({ draft, onChange, isDisabled = false, error }: ModesFieldProps) {
  const say = useSay();
  const id = useId();
  const chosen = modesOf(draft);
  const refresh = hasRefresh(draft);
  const toggle = (mode: Mode) => {
    const next = new Set(chosen);
    if (!next.delete(mode)) next.add(mode);
    // One without the other would ask for what it does not accept.
    if (mode === 'code' && next.has('code')) next.add('pkce');
    if (mode === 'pkce' && !next.has('pkce')) next.delete('code');
    onChange(withModes(draft, next, refresh));
  };
  return (
    <Stack gap="sm" role="group" aria-labelledby={id}>
      <Text size="sm" fw={500} id={id}>
        {say('modes.title')}
      </Text>
      {modes.map(mode => {
        const obstacle = obstacleOf(mode, draft);
        return (
          <Checkbox
            key={mode}
            checked={chosen.has(mode)}
            onChange={() => toggle(mode)}
            disabled={isDisabled || (obstacle !== undefined && !chosen.has(mode))}
            label={
              <>
                {say(`modes.${mode}`)}{' '}
                {mode === recommended ? (
                  <Badge size="sm" variant="light">
                    {say('modes.recommended')}
                  </Badge>
                ) : null}
                {discouraged.includes(mode) ? (
                  <Badge size="sm" variant="outline" color="gray">
                    {say('modes.discouraged')}
                  </Badge>
                ) : null}
              </>
            }
            description={obstacle === undefined ? say(`modes.${mode}Help`) : say(obstacle)}
          />
        );
      })}
      <Checkbox
        mt="xs"
        checked={refresh}
        disabled={isDisabled}
        onChange={() => onChange(withModes(draft, chosen, !refresh))}
        label={say('modes.refresh')}
        description={say('modes.refreshHelp')}
      />
      {error === undefined ? null : (
        <Text size="sm" c="red" role="alert">
          {error}
        </Text>
      )}
    </Stack>
  );
}

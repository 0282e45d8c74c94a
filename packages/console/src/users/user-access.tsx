/** What lets a user in: locking, their password, wrong attempts. */
import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useChange } from '../api/queries.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Section } from '../parts/section.tsx';
import { type Secret, ShownOnce } from '../parts/shown-once.tsx';
import { useSay } from '../words/say.tsx';
import type { UserProps } from './user-form.tsx';

interface UserAccessProps extends UserProps {
  readonly mayHelp: boolean;
  readonly isOfFile: boolean;
}

export function UserAccess({ user, pool, mayHelp, isOfFile }: UserAccessProps) {
  const say = useSay();
  const [made, setMade] = useState<readonly Secret[]>();
  const at = { pool, user_id: user.id };
  const lock = useChange('POST /pools/{pool}/users/{user_id}/lock', { done: say('access.lockDone') });
  const unlock = useChange('POST /pools/{pool}/users/{user_id}/unlock', { done: say('access.unlockDone') });
  const forget = useChange('POST /pools/{pool}/users/{user_id}/unlock-attempts', {
    done: say('access.forgetDone'),
  });
  const reset = useChange('POST /pools/{pool}/users/{user_id}/reset-password', {
    onDone: ({ answer: { password } }) =>
      password !== undefined && setMade([{ label: say('users.password'), value: password }]),
  });
  return (
    <Section title={say('user.tab.access')}>
      <Row title={user.locked ? say('access.unlock') : say('access.lock')} help={say('access.lockHelp')}>
        {user.locked ? (
          <Button
            variant="default"
            disabled={!mayHelp}
            loading={unlock.isPending}
            onClick={() => unlock.mutate({ at, body: {} })}
          >
            {say('access.unlock')}
          </Button>
        ) : (
          <Confirm
            action={say('access.lock')}
            title={say('access.lockTitle', { name: user.display_name })}
            tone="danger"
            isDisabled={!mayHelp}
            isRunning={lock.isPending}
            run={() => lock.mutateAsync({ at, body: {} })}
          >
            {say('access.lockHelp')}
          </Confirm>
        )}
      </Row>
      <Row
        title={say('access.reset')}
        help={user.has_password ? say('access.resetHelp') : say('access.noPassword')}
      >
        <Confirm
          action={say('access.reset')}
          title={say('access.resetTitle', { name: user.display_name })}
          isDisabled={!mayHelp || isOfFile}
          isRunning={reset.isPending}
          run={() => reset.mutateAsync({ at, body: {} })}
        >
          {say('access.resetHelp')}
        </Confirm>
      </Row>
      <Row title={say('access.forget')} help={say('access.forgetHelp')}>
        <Button
          variant="default"
          disabled={!mayHelp}
          loading={forget.isPending}
          onClick={() => forget.mutate({ at, body: {} })}
        >
          {say('access.forget')}
        </Button>
      </Row>
      <ShownOnce title={say('access.resetMade')} secrets={made} onClose={() => setMade(undefined)} />
    </Section>
  );
}

interface RowProps {
  readonly title: string;
  readonly help: string;
  readonly children: ReactNode;
}

const Row = ({ title, help, children }: RowProps) => (
  <Group justify="space-between" gap="sm">
    <div className="words">
      <Text fw={500}>{title}</Text>
      <Text size="sm" c="dimmed">
        {help}
      </Text>
    </div>
    {children}
  </Group>
);

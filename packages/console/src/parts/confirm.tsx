/** Asks before something is lost: what will be lost, and, where it matters, the name typed. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSay } from '../words/say.tsx';

interface ConfirmProps {
  readonly action: string;
  readonly title: string;
  readonly children: ReactNode;
  /** What must be typed. */
  readonly name?: string;
  readonly tone?: 'danger';
  readonly size?: 'xs' | 'sm';
  readonly isDisabled?: boolean;
  readonly isRunning: boolean;
  readonly run: () => Promise<unknown>;
}

export function Confirm(props: ConfirmProps) {
  const { action, title, children, name, tone, size = 'sm', isRunning, isDisabled = false, run } = props;
  const say = useSay();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [typed, setTyped] = useState('');
  const color = tone === 'danger' ? { color: 'red' } : {};
  const leave = () => {
    setTyped('');
    close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A refusal is shown where it is made.
    void run().then(leave, () => undefined);
  };
  return (
    <>
      <Button
        variant={tone === 'danger' ? 'outline' : 'default'}
        size={size}
        {...color}
        onClick={open}
        disabled={isDisabled}
      >
        {action}
      </Button>
      <Modal
        opened={isOpen}
        onClose={leave}
        title={title}
        centered
        closeButtonProps={{ 'aria-label': say('form.cancel') }}
      >
        <form onSubmit={submit}>
          <Stack gap="md">
            <Text component="div">{children}</Text>
            {name === undefined ? null : (
              <TextInput
                label={say('confirm.type', { name })}
                value={typed}
                onChange={event => setTyped(event.currentTarget.value)}
                autoComplete="off"
                data-autofocus
              />
            )}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={leave}>
                {say('form.cancel')}
              </Button>
              <Button
                type="submit"
                {...color}
                loading={isRunning}
                disabled={name !== undefined && typed !== name}
              >
                {action}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

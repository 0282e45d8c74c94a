/** A form in a window of its own, opened by its button. */
import { Button, type ButtonProps, Group, Modal, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Problem } from '../api/problem.ts';
import { useSay } from '../words/say.tsx';

interface FormModalProps {
  readonly action: string;
  readonly title: string;
  readonly submit: string;
  readonly button?: ButtonProps;
  readonly isRunning: boolean;
  /** What the form opens with; it opens once this is done. */
  readonly begin?: () => void | Promise<void>;
  readonly run: () => Promise<unknown>;
  readonly children: ReactNode;
}

export function FormModal(props: FormModalProps) {
  const { action, title, submit, button, isRunning, begin, run, children } = props;
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const open = async () => {
    try {
      await begin?.();
      setOpen(true);
    } catch (error) {
      notifications.show({ color: 'red', title: say('problem.title'), message: String(error) });
    }
  };
  const close = () => setOpen(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    // A refusal is shown where it is made; what somebody else has changed is shown in the list.
    void run().then(close, error => error instanceof Problem && error.isStale && close());
  };
  return (
    <>
      <Button {...button} onClick={() => void open()}>
        {action}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={title}
        centered
        size="lg"
        closeButtonProps={{ 'aria-label': say('form.close') }}
      >
        <form onSubmit={send}>
          <Stack gap="md">
            {children}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {say('form.cancel')}
              </Button>
              <Button type="submit" loading={isRunning}>
                {submit}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

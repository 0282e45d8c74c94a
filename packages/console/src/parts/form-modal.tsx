/** A form in a window of its own, opened by its button. */
import { Button, type ButtonProps, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useSay } from '../words/say.tsx';

interface FormModalProps {
  readonly action: string;
  readonly title: string;
  readonly submit: string;
  readonly button?: ButtonProps;
  readonly isRunning: boolean;
  readonly begin?: () => void;
  readonly run: () => Promise<unknown>;
  readonly children: ReactNode;
}

export function FormModal(props: FormModalProps) {
  const { action, title, submit, button, isRunning, begin, run, children } = props;
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    begin?.();
    setOpen(true);
  };
  const close = () => setOpen(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    // A refusal is shown where it is made.
    void run().then(close, () => undefined);
  };
  return (
    <>
      <Button {...button} onClick={open}>
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

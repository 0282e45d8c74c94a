/** A secret that is shown this once. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useSay } from '../words/say.tsx';
import { Copyable } from './copyable.tsx';

export interface Secret {
  readonly label: string;
  readonly value: string;
}

interface ShownOnceProps {
  readonly title: string;
  /** Undefined while there is nothing to show. */
  readonly secrets: readonly Secret[] | undefined;
  readonly onClose: () => void;
}

export function ShownOnce({ title, secrets, onClose }: ShownOnceProps) {
  const say = useSay();
  return (
    <Modal
      opened={secrets !== undefined}
      onClose={onClose}
      title={title}
      centered
      size="lg"
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Alert color="yellow" icon={<TriangleAlert size={18} />} variant="light">
          {say('secret.once')}
        </Alert>
        {secrets?.map(({ label, value }) => (
          <div key={label}>
            <Text size="sm" fw={500}>
              {label}
            </Text>
            <Copyable value={value} label={label} />
          </div>
        ))}
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {say('secret.kept')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

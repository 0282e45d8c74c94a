/** All that is known of one event. */
import { Button, Modal, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Answer } from '../api/call.ts';
import { MemberRows } from '../parts/member-rows.tsx';
import { useSay } from '../words/say.tsx';

type Event = Answer<'GET /pools/{pool}/audit-events'>['items'][number];

export function EventDetails({ event }: { readonly event: Event }) {
  const say = useSay();
  const [isOpen, { open, close }] = useDisclosure(false);
  const { happened_at: at, details, ...rest } = event;
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={open}>
        {say('audit.details')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={event.type}
        size="lg"
        centered
        closeButtonProps={{ 'aria-label': say('form.close') }}
      >
        <Table variant="vertical" layout="fixed">
          <Table.Tbody>
            <Table.Tr>
              <Table.Th w={160}>happened_at</Table.Th>
              <Table.Td>{new Date(at * 1000).toISOString()}</Table.Td>
            </Table.Tr>
            <MemberRows members={{ ...rest, ...details }} />
          </Table.Tbody>
        </Table>
      </Modal>
    </>
  );
}

/** Rows of a vertical table: the members of an object, each to be copied. */
import { Table } from '@mantine/core';
import { Copyable } from './copyable.tsx';

export const MemberRows = ({ members }: { readonly members: Readonly<Record<string, unknown>> }) =>
  Object.entries(members).map(([name, value]) => (
    <Table.Tr key={name}>
      <Table.Th w={160}>{name}</Table.Th>
      <Table.Td>
        <Copyable value={String(value)} label={name} />
      </Table.Td>
    </Table.Tr>
  ));

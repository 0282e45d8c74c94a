/** A table that becomes a list of cards on a phone. */
import { Button, Group, Paper, Skeleton, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSay } from '../words/say.tsx';

export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'right';
}

interface ListingProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while they are read. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string;
  readonly empty: ReactNode;
  readonly more?: { readonly load: () => void; readonly isLoading: boolean } | undefined;
}

export function Listing<Row>({ label, columns, rows, keyOf, empty, more }: ListingProps<Row>) {
  const say = useSay();
  if (rows?.length === 0) return <Paper className="card">{empty}</Paper>;
  return (
    <Paper className="card listing">
      <Table aria-label={label} verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            {columns.map(column => (
              <Table.Th key={column.label} scope="col" ta={column.align}>
                {column.label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows === undefined
            ? ['1', '2', '3'].map(key => (
                <Table.Tr key={key}>
                  {columns.map(column => (
                    <Table.Td key={column.label}>
                      <Skeleton height={16} width="70%" />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))
            : rows.map(row => (
                <Table.Tr key={keyOf(row)}>
                  {columns.map(column => (
                    <Table.Td key={column.label} data-label={column.label} ta={column.align}>
                      {column.cell(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
        </Table.Tbody>
      </Table>
      {more === undefined ? null : (
        <Group justify="center" p="sm">
          <Button variant="subtle" onClick={more.load} loading={more.isLoading}>
            {say('list.more')}
          </Button>
        </Group>
      )}
    </Paper>
  );
}

/** The columns of the file, what stands in the first rows, and what each becomes. */
import { NativeSelect, Text } from '@mantine/core';
import { type Cell, isSecretMember, type Member, memberNames, type UserTable } from '@symbolon/user-file';
import { Listing } from '../parts/listing.tsx';
import { useSay } from '../words/say.tsx';

interface ColumnsFormProps {
  readonly table: UserTable;
  readonly members: readonly (Member | undefined)[];
  readonly onChange: (members: readonly (Member | undefined)[]) => void;
  readonly isDisabled: boolean;
}

const shownRows = 3;
const longest = 60;

const textOf = (cell: Cell): string => {
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

export function ColumnsForm({ table, members, onChange, isDisabled }: ColumnsFormProps) {
  const say = useSay();
  const columns = table.columns.map((name, index) => ({ name, index, member: members[index] }));
  const samplesOf = (index: number) =>
    table.rows
      .map(row => row[index])
      .filter(cell => cell !== undefined && cell !== null)
      .slice(0, shownRows);
  return (
    <Listing
      label={say('import.columns')}
      rows={columns}
      keyOf={({ name }) => name}
      columns={[
        { label: say('import.column'), cell: ({ name }) => <code>{name}</code> },
        {
          label: say('import.first'),
          cell: ({ index, member, name }) => (
            <Text size="sm" c="dimmed" className="samples">
              {isSecretMember(member) || /pass|hash|secret/i.test(name)
                ? '••••••••'
                : samplesOf(index).map(textOf).join(' · ')}
            </Text>
          ),
        },
        {
          label: say('import.becomes'),
          cell: ({ name, index, member }) => (
            <NativeSelect
              aria-label={say('import.becomesOf', { column: name })}
              value={member ?? ''}
              disabled={isDisabled}
              data={[
                { value: '', label: say('import.leftOut') },
                ...memberNames,
                ...(name.startsWith('custom_data') ? [] : [`custom_data.${name}`]),
                ...(member?.startsWith('custom_data.') && member !== `custom_data.${name}` ? [member] : []),
              ]}
              onChange={({ currentTarget: { value } }) =>
                onChange(members.map((each, at) => chosenAt(each, at, index, value)))
              }
            />
          ),
        },
      ]}
      empty={null}
    />
  );
}

/** Whoever takes a member takes it from the column that had it. */
function chosenAt(each: Member | undefined, at: number, index: number, value: string): Member | undefined {
  if (at === index) return value === '' ? undefined : value;
  return each === value ? undefined : each;
}

/** Rows that cannot be sent as they are. */
import { Alert, List, Text } from '@mantine/core';
import type { RowProblem } from '@symbolon/user-file';
import { TriangleAlert } from 'lucide-react';
import { type Say, useSay } from '../words/say.tsx';

export interface ProblemRow {
  /** In the file, from 0. */
  readonly row: number;
  readonly problem: RowProblem;
}

export function problemInWords(problem: RowProblem, say: Say): string {
  switch (problem.kind) {
    case 'repeated':
      return say('import.problem.repeated', { member: problem.member, row: problem.row + 1 });
    case 'malformed':
      return say('import.problem.malformed', { member: problem.member });
    default:
      return say(`import.problem.${problem.kind}`);
  }
}

const mostShown = 20;

export function RowProblemList({ problems }: { readonly problems: readonly ProblemRow[] }) {
  const say = useSay();
  if (problems.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<TriangleAlert size={18} />}>
      <Text fw={600}>{say('import.problems', { count: problems.length })}</Text>
      <Text size="sm" mb="xs">
        {say('import.problemsHelp')}
      </Text>
      <List size="sm">
        {problems.slice(0, mostShown).map(({ row, problem }) => (
          <List.Item key={row}>
            {say('import.row', { row: row + 1 })} {problemInWords(problem, say)}
          </List.Item>
        ))}
      </List>
      {problems.length > mostShown ? (
        <Text size="sm" mt="xs">
          {say('import.moreProblems', { count: problems.length - mostShown })}
        </Text>
      ) : null}
    </Alert>
  );
}

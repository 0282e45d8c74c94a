/** Users brought along in a file: chosen, mapped, judged, sent, and what was refused given back. */
import { Button, Group, Stack } from '@mantine/core';
import {
  type Member,
  membersOf,
  type RefusedRow,
  refusedFile,
  rowProblems,
  userOf,
} from '@symbolon/user-file';
import { useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { BackLink } from '../parts/back-link.tsx';
import { offerFile } from '../parts/offer-file.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useSay } from '../words/say.tsx';
import { ColumnsForm } from './columns-form.tsx';
import { type ChosenFile, FileChoice } from './file-choice.tsx';
import { forget, keptRun } from './kept-run.ts';
import { ProgressSection } from './progress-section.tsx';
import { problemInWords, RowProblemList } from './row-problem-list.tsx';
import { useImport } from './use-import.ts';

/** The rows of the file as users, those with a problem apart. */
function prepare(file: ChosenFile | undefined, members: readonly (Member | undefined)[]) {
  const all = file?.table.rows.map(row => userOf(row, members)) ?? [];
  const found = rowProblems(all);
  const rows = [...all.keys()];
  const fine = rows.filter(row => found[row] === undefined);
  return {
    users: all.filter((_user, row) => found[row] === undefined),
    rows: fine,
    fingerprint: file?.fingerprint ?? '',
    members,
    problems: rows.flatMap(row => {
      const problem = found[row];
      return problem === undefined ? [] : [{ row, problem }];
    }),
  };
}

export function ImportPage() {
  const say = useSay();
  const { pool } = useParams({ from: '/pools/$pool/users/import' });
  const [file, setFile] = useState<ChosenFile>();
  const [members, setMembers] = useState<readonly (Member | undefined)[]>([]);
  const prepared = useMemo(() => prepare(file, members), [file, members]);
  const { state, begin, resume, takeUp, reset } = useImport(pool, prepared);
  const { users, problems } = prepared;
  const refused = (): readonly RefusedRow[] => [
    ...problems.map(({ row, problem }) => ({ row, problem: problemInWords(problem, say) })),
    ...(state.kind === 'ready' ? [] : state.standing.refused),
  ];
  const choose = (chosen: ChosenFile | undefined) => {
    setFile(chosen);
    setMembers(chosen === undefined ? [] : membersOf(chosen.table.columns));
    reset();
    const run = chosen && keptRun(pool, chosen.fingerprint);
    if (run === undefined) return;
    setMembers(run.members.map(member => member ?? undefined));
    takeUp(run);
  };
  const isLocked = state.kind === 'sending' || state.kind === 'stopped';
  return (
    <Stack gap="md">
      <PageHead
        title={say('import.title')}
        intro={say('import.intro')}
        above={<BackLink list="users" pool={pool} />}
      />
      <FileChoice onChoose={choose} isDisabled={isLocked} />
      {file === undefined ? null : (
        <>
          <ColumnsForm
            table={file.table}
            members={members}
            onChange={setMembers}
            isDisabled={state.kind !== 'ready'}
          />
          <RowProblemList problems={problems} />
          {state.kind === 'ready' ? (
            <Group>
              <Button disabled={users.length === 0} onClick={() => void begin()}>
                {say('import.begin', { count: users.length })}
              </Button>
            </Group>
          ) : (
            <ProgressSection
              state={state}
              total={users.length}
              refusedCount={problems.length + state.standing.refused.length}
              resume={() => void resume()}
              beginAgain={() => {
                forget(pool);
                reset();
              }}
              download={() => offerFile('refused-users.csv', refusedFile(file.table, refused()))}
            />
          )}
        </>
      )}
    </Stack>
  );
}

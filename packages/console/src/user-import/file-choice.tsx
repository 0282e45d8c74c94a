/** The file of users: chosen, read here, and sent nowhere yet. */
import { FileInput, Text } from '@mantine/core';
import { readUserFile, type UserTable } from '@symbolon/user-file';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { Section } from '../parts/section.tsx';
import { useSay } from '../words/say.tsx';
import { fingerprintOf } from './kept-run.ts';

/** In bytes; more belongs to the command, which does not hold it in a page. */
const largest = 50 * 1024 * 1024;

export interface ChosenFile {
  readonly fingerprint: string;
  readonly table: UserTable;
}

interface FileChoiceProps {
  readonly onChoose: (file: ChosenFile | undefined) => void;
  readonly isDisabled: boolean;
}

export function FileChoice({ onChoose, isDisabled }: FileChoiceProps) {
  const say = useSay();
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string>();
  async function read(chosen: File | null): Promise<void> {
    setFile(chosen);
    setProblem(undefined);
    onChoose(undefined);
    if (chosen === null) return;
    if (chosen.size > largest) return setProblem(say('import.tooLarge'));
    const text = await chosen.text();
    const table = readUserFile(chosen.name, text);
    if (table.kind === 'unreadable') return setProblem(say('import.unreadable', { reason: table.reason }));
    if (table.rows.length === 0) return setProblem(say('import.nobody'));
    onChoose({ fingerprint: await fingerprintOf(text), table });
  }
  return (
    <Section title={say('import.file')} help={say('import.fileHelp')}>
      <FileInput
        label={say('import.choose')}
        placeholder="users.csv"
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson"
        leftSection={<FileUp size={16} aria-hidden="true" />}
        value={file}
        onChange={chosen => void read(chosen)}
        error={problem}
        disabled={isDisabled}
        maw={440}
      />
      <Text size="sm" c="dimmed">
        {say('import.hashes')} <code>argon2</code>, <code>bcrypt</code>, <code>pbkdf2</code>,{' '}
        <code>scrypt</code>
      </Text>
    </Section>
  );
}

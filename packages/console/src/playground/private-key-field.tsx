/** The private key of an application: pasted or made here, and its public half to register. */
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { Application } from '../applications/application.ts';
import { useSay } from '../words/say.tsx';
import { makePrivateKey, type PrivateKey, readPrivateKey } from './private-key.ts';
import { PublicKey } from './public-key.tsx';

export interface PrivateKeyFieldProps {
  readonly pool: string;
  readonly application: Application;
  readonly etag: string;
  readonly privateKey: PrivateKey | undefined;
  readonly onPrivateKey: (key: PrivateKey | undefined) => void;
}

export function PrivateKeyField({ privateKey, onPrivateKey, ...rest }: PrivateKeyFieldProps) {
  const say = useSay();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  if (privateKey)
    return <PublicKey {...rest} publicJwk={privateKey.publicJwk} onForget={() => onPrivateKey(undefined)} />;
  const read = async (pasted: string) => {
    setText(pasted);
    const found = pasted.trim() === '' ? undefined : await readPrivateKey(pasted);
    setWrong(found === undefined && pasted.trim() !== '');
    if (found === undefined) return;
    // What was pasted is not to be seen any longer than it takes.
    setText('');
    onPrivateKey(found);
  };
  return (
    <Stack gap="sm" maw={640}>
      <Textarea
        label={say('key.private')}
        description={say('key.privateHelp')}
        error={isWrong ? say('key.unreadable') : undefined}
        value={text}
        minRows={3}
        autosize
        maxRows={8}
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: 'mono' }}
        onChange={event => void read(event.currentTarget.value)}
      />
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<KeyRound size={14} />}
          onClick={() => void makePrivateKey().then(onPrivateKey)}
        >
          {say('key.make')}
        </Button>
      </Group>
    </Stack>
  );
}

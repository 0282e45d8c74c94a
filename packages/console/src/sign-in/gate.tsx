/** Lets nobody but a signed-in administrator to the pages. */
import { Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Mark } from '../shell/mark.tsx';
import { useSay } from '../words/say.tsx';
import { type Arrival, arrive, signIn } from './session.ts';

export function Gate({ children }: { readonly children: ReactNode }) {
  const [arrival, setArrival] = useState<Arrival>();
  useEffect(() => void arrive().then(setArrival), []);
  if (arrival?.kind === 'signed-in') return children;
  if (arrival?.kind === 'signed-out' || arrival?.kind === 'failed') return <Outside arrival={arrival} />;
  return (
    <Center h="100vh">
      <Loader aria-label="Symbolon" />
    </Center>
  );
}

function Outside({ arrival }: { readonly arrival: Exclude<Arrival, { kind: 'signed-in' | 'leaving' }> }) {
  const say = useSay();
  const failed = arrival.kind === 'failed';
  const enter = () => {
    // What an answer said must not be read a second time.
    history.replaceState(null, '', '/console/');
    void signIn();
  };
  return (
    <Center h="100vh" p="md" component="main">
      <Stack align="center" gap="md" maw={400} ta="center">
        <Mark size={40} />
        <Title order={1}>{failed ? say('signIn.failed') : say('signIn.signedOut')}</Title>
        <Text c="dimmed">{failed ? arrival.reason : say('signIn.signedOutHelp')}</Text>
        <Button onClick={enter}>{say('signIn.again')}</Button>
      </Stack>
    </Center>
  );
}

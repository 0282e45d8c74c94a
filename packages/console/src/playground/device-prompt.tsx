/** What a device shows while it waits: the code for the end-user, where to type it, and when it asks again — RFC 8628 §3.3. */
import { Group, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Copyable } from '../parts/copyable.tsx';
import { useSay } from '../words/say.tsx';

interface DevicePromptProps {
  readonly members: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly asksAgainAt: number;
  readonly isRunning: boolean;
}

export function DevicePrompt({ members, asksAgainAt, isRunning }: DevicePromptProps) {
  const say = useSay();
  const { user_code: code, verification_uri: uri, verification_uri_complete: complete } = members;
  return (
    <Stack gap="xs" className="entry" align="flex-start">
      <Text size="sm" c="dimmed">
        {say('device.help')}
      </Text>
      <div className="user-code">
        <Copyable value={String(code)} label="user_code" />
      </div>
      <Group gap="md">
        <a href={String(complete)} target="_blank" rel="noopener">
          {say('device.open')}
        </a>
        <code>{String(uri)}</code>
      </Group>
      {isRunning ? <Countdown until={asksAgainAt} /> : <Text c="dimmed">{say('play.stopped')}</Text>}
    </Stack>
  );
}

const secondsTo = (until: number): number => Math.max(0, Math.ceil((until - Date.now()) / 1000));

function Countdown({ until }: { readonly until: number }) {
  const say = useSay();
  const [seconds, setSeconds] = useState(() => secondsTo(until));
  useEffect(() => {
    setSeconds(secondsTo(until));
    const tick = setInterval(() => setSeconds(secondsTo(until)), 250);
    return () => clearInterval(tick);
  }, [until]);
  return (
    <Text size="sm" c="dimmed" aria-live="off">
      {seconds === 0 ? say('device.asking') : say('device.asksAgain', { seconds })}
    </Text>
  );
}

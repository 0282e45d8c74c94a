/** Who keeps an object: the configuration file, the console, or itself. */
import { Alert, Badge } from '@mantine/core';
import { FileLock2 } from 'lucide-react';
import { useSay } from '../words/say.tsx';

export function ManagedBy({ by }: { readonly by: 'file' | 'console' | 'client' | 'self' | 'server' }) {
  const say = useSay();
  return (
    <Badge variant="outline" color="gray">
      {say(`managed.${by}`)}
    </Badge>
  );
}

/** Why nothing here can be changed. */
export function FileNotice() {
  const say = useSay();
  return (
    <Alert color="gray" variant="light" icon={<FileLock2 size={18} />}>
      {say('managed.fileHelp')}
    </Alert>
  );
}

/** Beside the name of a user who cannot sign in. */
import { Badge } from '@mantine/core';
import { useSay } from '../words/say.tsx';

export function LockedBadge() {
  const say = useSay();
  return (
    <Badge variant="outline" color="red">
      {say('users.locked')}
    </Badge>
  );
}

/** Removes what a list shows, once its name is typed; a list tells no ETag, so what is removed is read once more. */
import { useSay } from '../words/say.tsx';
import { Confirm } from './confirm.tsx';

interface RemoveRegisteredProps {
  readonly name: string;
  readonly help: string;
  readonly isRunning: boolean;
  readonly readEtag: () => Promise<{ readonly etag: string }>;
  readonly remove: (seen: string) => Promise<unknown>;
}

export function RemoveRegistered({ name, help, isRunning, readEtag, remove }: RemoveRegisteredProps) {
  const say = useSay();
  return (
    <Confirm
      action={say('form.delete')}
      title={say('form.deleteTitle', { name })}
      name={name}
      size="xs"
      tone="danger"
      isRunning={isRunning}
      run={async () => remove((await readEtag()).etag)}
    >
      {help}
    </Confirm>
  );
}

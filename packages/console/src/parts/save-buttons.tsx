/** The end of a form that changes something: save what was changed, or put it back. */
import { Button, Group } from '@mantine/core';
import { useSay } from '../words/say.tsx';

interface SaveButtonsProps {
  readonly isSaving: boolean;
  readonly isChanged: boolean;
  readonly reset: () => void;
}

export function SaveButtons({ isSaving, isChanged, reset }: SaveButtonsProps) {
  const say = useSay();
  return (
    <Group>
      <Button type="submit" loading={isSaving} disabled={!isChanged}>
        {say('form.save')}
      </Button>
      {isChanged ? (
        <Button variant="default" onClick={reset}>
          {say('form.reset')}
        </Button>
      ) : null}
    </Group>
  );
}

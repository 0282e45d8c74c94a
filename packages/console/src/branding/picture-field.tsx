/** A picture from a file, kept as a data URI. */
import { Button, FileInput, Group, Stack } from '@mantine/core';
import { useSay } from '../words/say.tsx';

interface PictureFieldProps {
  readonly label: string;
  readonly help: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly isDisabled: boolean;
  readonly onChange: (value: string | undefined) => void;
}

const kinds = 'image/png,image/jpeg,image/webp,image/svg+xml';

const read = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

export function PictureField({ label, help, value, error, isDisabled, onChange }: PictureFieldProps) {
  const say = useSay();
  return (
    <Stack gap={6}>
      <FileInput
        label={label}
        description={help}
        placeholder={value === undefined ? say('branding.choose') : say('branding.replace')}
        accept={kinds}
        value={null}
        error={error}
        disabled={isDisabled}
        onChange={file => file && void read(file).then(onChange)}
      />
      {value === undefined ? null : (
        <Group gap="sm">
          <img className="picture" src={value} alt={label} />
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            disabled={isDisabled}
            onClick={() => onChange(undefined)}
          >
            {say('lines.remove', { what: label })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

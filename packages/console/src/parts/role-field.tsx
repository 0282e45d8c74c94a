/** Which role an administrator has, each with what it may do. */
import { Radio, Stack } from '@mantine/core';
import { type Role, roleHelp, roleNames, roleWord } from '../words/roles.ts';
import { useSay } from '../words/say.tsx';

interface RoleFieldProps {
  readonly role: Role;
  readonly onChange: (role: Role) => void;
}

export function RoleField({ role, onChange }: RoleFieldProps) {
  const say = useSay();
  return (
    <Radio.Group
      label={say('administrators.role')}
      value={role}
      onChange={chosen => onChange(roleNames.find(each => each === chosen) ?? role)}
    >
      <Stack gap="sm" mt="xs">
        {roleNames.map(each => (
          <Radio key={each} value={each} label={say(roleWord(each))} description={say(roleHelp(each))} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

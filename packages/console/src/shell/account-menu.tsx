/** Who is signed in: their name and role, light and dark, the language, the way out. */
import { Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { Check, ChevronsUpDown, Languages, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useMe } from '../api/me.ts';
import { signOut } from '../sign-in/session.ts';
import { roleWord } from '../words/roles.ts';
import { type Language, languages, useSpeech } from '../words/say.tsx';

const schemes = [
  { scheme: 'light', word: 'look.light', icon: Sun },
  { scheme: 'dark', word: 'look.dark', icon: Moon },
  { scheme: 'auto', word: 'look.auto', icon: Monitor },
] as const;

const isLanguage = (name: string): name is Language => Object.hasOwn(languages, name);

export function AccountMenu() {
  const { say, language, choose } = useSpeech();
  const { name, role } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="top-start" width={232} shadow="md">
      <Menu.Target>
        <UnstyledButton className="account">
          <span>
            <Text size="sm" fw={500} truncate>
              {name ?? say('me.machine')}
            </Text>
            <Text size="xs" c="dimmed">
              {role === undefined ? say('me.noRole') : say(roleWord(role))}
            </Text>
          </span>
          <ChevronsUpDown size={16} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('look.title')}</Menu.Label>
        {schemes.map(({ scheme, word, icon: Icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={16} />}
            rightSection={colorScheme === scheme ? <Check size={16} /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {say(word)}
          </Menu.Item>
        ))}
        <Menu.Label>{say('look.language')}</Menu.Label>
        {Object.entries(languages).map(([id, label]) => (
          <Menu.Item
            key={id}
            lang={id}
            leftSection={<Languages size={16} />}
            rightSection={language === id ? <Check size={16} /> : null}
            onClick={() => isLanguage(id) && choose(id)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} />} onClick={() => void signOut()}>
          {say('me.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

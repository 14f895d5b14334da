import { Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { ask } from '../api/client';
import { signOut, type Session } from '../api/session';
import { useAct } from '../design/use-act';
import { languages, speak, useLanguage, type Language } from '../language/texts';
import styles from './shell.module.css';
import { useShellTexts } from './texts';

const languageNames = { cs: 'Čeština', en: 'English' } as const;
const schemes = ['auto', 'light', 'dark'] as const;

/** Who is signed in; language, appearance, and the way out. */
export function PersonMenu({ session: { person } }: { readonly session: Session }) {
  const say = useShellTexts();
  const queries = useQueryClient();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useAct(() => signOut(queries), { isFailureToast: true });
  const keepLanguage = useAct((chosen: Language) => ask('/api/me', 'PATCH', { language: chosen }));
  const choose = (chosen: Language) => {
    void speak(chosen);
    // The choice counts here at once; that it is also kept for e-mails may fail without harm.
    keepLanguage.run(chosen).catch(() => undefined);
  };
  const tick = (isChosen: boolean) => (isChosen ? <IconCheck size={15} aria-hidden /> : null);
  return (
    <Menu width={220} position="top-start">
      <Menu.Target>
        <UnstyledButton className={styles['person']}>
          <span className={styles['avatar']} aria-hidden>
            {initialsOf(person.name)}
          </span>
          <VisuallyHidden>{say('account')}</VisuallyHidden>
          <span>
            {person.name}
            <small>{person.email}</small>
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('language')}</Menu.Label>
        {languages.map((one) => (
          <Menu.Item key={one} lang={one} rightSection={tick(one === language)} onClick={() => choose(one)}>
            {languageNames[one]}
          </Menu.Item>
        ))}
        <Menu.Label>{say('scheme')}</Menu.Label>
        {schemes.map((one) => (
          <Menu.Item key={one} rightSection={tick(one === colorScheme)} onClick={() => setColorScheme(one)}>
            {say(`scheme.${one}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={15} aria-hidden />}
          onClick={() => void leave.run().catch(() => undefined)}
        >
          {say('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

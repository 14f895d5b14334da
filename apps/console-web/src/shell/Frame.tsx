import { Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { sessionQuery, type Session } from '../api/session';
import { Note } from '../design/States';
import { Brand } from './Brand';
import { Navigation } from './Navigation';
import styles from './shell.module.css';
import { useShellTexts } from './texts';

const MenuDrawer = lazy(() => import('./MenuDrawer'));

/** What surrounds every screen of a person who is signed in; whoever is not goes to the login and comes back afterwards. */
export function Frame() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const path = useRouterState({ select: ({ location }) => location.href });
  if (!session) return <ToLogin path={path} />;
  return <Signed session={session} path={path} />;
}

/** Back to the path of the beginning: the address changes while this goes on, and must not become its own goal. */
function ToLogin({ path }: { readonly path: string }) {
  const [next] = useState(path);
  return <Navigate to="/login" search={{ next }} replace />;
}

function Signed({ session, path }: { readonly session: Session; readonly path: string }) {
  const say = useShellTexts();
  const { shop = session.shops[0]?.id } = useParams({ strict: false });
  const [isOpen, { open, close }] = useDisclosure(false);
  const [wasOpened, setOpened] = useState(false);
  const openMenu = () => {
    setOpened(true);
    open();
  };
  useEffect(close, [path, close]);
  const navigation = <Navigation session={session} shop={shop} />;
  return (
    <div className={styles['frame']}>
      <a href="#content" className={styles['skip']}>
        {say('skip')}
      </a>
      <aside className={styles['side']}>
        <Brand environment={session.environment} />
        {navigation}
      </aside>
      <nav className={styles['bar']} aria-label={say('menu')}>
        <Brand environment={session.environment} />
        <Burger opened={isOpen} onClick={isOpen ? close : openMenu} aria-label={say('menu')} size="sm" />
      </nav>
      <Suspense>
        {wasOpened ? (
          <MenuDrawer isOpen={isOpen} onClose={close}>
            {navigation}
          </MenuDrawer>
        ) : null}
      </Suspense>
      <main id="content" tabIndex={-1}>
        <PartsDown session={session} />
        <Outlet />
      </main>
    </div>
  );
}

const parts = ['core', 'sync', 'gateway', 'letters'] as const;

/** Which part of the system does not answer; the rest of each screen works on. */
function PartsDown({ session: { services, person } }: { readonly session: Session }) {
  const say = useShellTexts();
  const down = parts.filter(
    (part) => services[part] === 'down' && (part !== 'letters' || person.role === 'operator'),
  );
  if (down.length === 0) return null;
  return (
    <div className={styles['parts']}>
      {down.map((part) => (
        <Note key={part} tone="warn">
          {say(`part.${part}`)}
        </Note>
      ))}
    </div>
  );
}

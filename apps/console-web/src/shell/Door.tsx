import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { speak, useLanguage } from '../language/texts';
import { Brand } from './Brand';
import styles from './shell.module.css';

/** What surrounds the screens before somebody is signed in. */
export function Door({
  title,
  lead,
  foot,
  children,
}: {
  readonly title: string;
  readonly lead?: string;
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}) {
  const language = useLanguage();
  const other = language === 'cs' ? 'en' : 'cs';
  return (
    <main className={styles['door']}>
      <div className={styles['doorBox']}>
        <Brand environment={null} />
        <h1>{title}</h1>
        {lead ? <p className={styles['doorLead']}>{lead}</p> : null}
        {children}
        <div className={styles['doorFoot']}>
          <span>{foot}</span>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            lang={other}
            onClick={() => void speak(other)}
          >
            {other === 'en' ? 'English' : 'Čeština'}
          </Button>
        </div>
      </div>
    </main>
  );
}

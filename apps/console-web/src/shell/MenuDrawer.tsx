import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { Brand } from './Brand';
import styles from './shell.module.css';

/** The menu of narrow screens. It is loaded when it is opened first. */
export default function MenuDrawer({
  onClose,
  isOpen,
  children,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={<Brand environment={null} />}
      size="280px"
      hiddenFrom="md"
    >
      <div className={styles['drawer']}>{children}</div>
    </Drawer>
  );
}

import { Modal, type ModalProps } from '@mantine/core';
import styles from './design.module.css';
import { useDesignTexts } from './texts';

/**
 * A window over the screen; the page behind it stands still, and the way out has a name. `isForm`: something is typed into
 * it, which a click beside it does not throw away.
 */
export function Dialog({ isForm = false, ...props }: ModalProps & { readonly isForm?: boolean }) {
  const say = useDesignTexts();
  return (
    <Modal
      centered
      classNames={{
        title: styles['dialogTitle'] ?? '',
        header: styles['dialog'] ?? '',
        content: styles['dialog'] ?? '',
      }}
      closeButtonProps={{ 'aria-label': say('close') }}
      closeOnClickOutside={!isForm}
      {...props}
    />
  );
}

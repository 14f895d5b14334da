import { ActionIcon, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import styles from './design.module.css';
import { useDesignTexts } from './texts';

/** A text to be pasted elsewhere exactly as it is. */
export function Copy({ text, label }: { readonly text: string; readonly label?: string }) {
  const say = useDesignTexts();
  const clipboard = useClipboard({ timeout: 1500 });
  const said = say(clipboard.copied ? 'copied' : 'copy');
  return (
    <span className={styles['copy']}>
      <code className={styles['code']}>{text}</code>
      <Tooltip label={said}>
        <ActionIcon
          variant="subtle"
          size="sm"
          aria-label={`${said}: ${label ?? text}`}
          onClick={() => clipboard.copy(text)}
        >
          {clipboard.copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

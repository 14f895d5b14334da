import { Button, Group } from '@mantine/core';
import { Dialog } from '../design/Dialog';
import { useBlocker } from '@tanstack/react-router';
import { useShellTexts } from './texts';

/** Nobody loses what they typed by leaving: they are asked first, also when they close the page. */
export function UnsavedGuard({ isChanged }: { readonly isChanged: boolean }) {
  const say = useShellTexts();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: () => isChanged,
    withResolver: true,
  });
  return (
    <Dialog opened={status === 'blocked'} onClose={() => reset?.()} title={say('unsaved.title')}>
      <p>{say('unsaved.text')}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => reset?.()} data-autofocus>
          {say('unsaved.stay')}
        </Button>
        <Button color="red" onClick={() => proceed?.()}>
          {say('unsaved.leave')}
        </Button>
      </Group>
    </Dialog>
  );
}

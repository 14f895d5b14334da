import { Button, Group, Stack, type ButtonProps } from '@mantine/core';
import { Dialog } from './Dialog';
import { useDisclosure } from '@mantine/hooks';
import type { MouseEvent, ReactNode } from 'react';
import { Note } from './States';
import { useProblemText } from '../problems/problem-text';
import { useDesignTexts } from './texts';

interface Act {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly run: () => Promise<unknown>;
}

/** A button that says first what will happen, in numbers where there are any, and can be called off until then. */
export function Confirm({
  label,
  title,
  confirm,
  act,
  isDangerous = false,
  variant = 'default',
  size,
  isReady = true,
  children,
}: {
  readonly label: ReactNode;
  readonly title: string;
  readonly confirm: string;
  readonly act: Act;
  readonly isDangerous?: boolean;
  readonly variant?: string;
  readonly size?: ButtonProps['size'];
  /** False: something is to be filled in first. */
  readonly isReady?: boolean;
  readonly children: ReactNode;
}) {
  const say = useDesignTexts();
  const textOf = useProblemText();
  const [isOpen, { open, close }] = useDisclosure(false);
  // The second click of a double click on the label may land here, and was not meant.
  const run = ({ detail }: MouseEvent) => {
    if (detail < 2) void act.run().then(close, () => undefined);
  };
  return (
    <>
      <Button variant={variant} size={size} onClick={open}>
        {label}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={title}>
        <Stack gap="md">
          <div>{children}</div>
          {act.error ? <Note tone="bad">{textOf(act.error)}</Note> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {say('cancel')}
            </Button>
            <Button
              color={isDangerous ? 'red' : undefined}
              loading={act.isPending}
              disabled={!isReady}
              onClick={run}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}

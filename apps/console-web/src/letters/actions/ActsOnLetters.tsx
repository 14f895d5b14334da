import { Button } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../design/Dialog';
import { useLettersTexts } from '../texts';
import { ActDialog } from './ActDialog';
import type { ActionKind, Selection } from './action';

const kindsOf = {
  open: ['replay', 'edit', 'discard'],
  discarded: ['restore'],
  taken: [],
  delivered: [],
} as const satisfies Record<string, readonly ActionKind[]>;

/** What may be done with the letters that are meant. Each opens with what it would mean, in numbers. */
export function ActsOnLetters({
  state,
  selection,
  isOnHold = false,
  isReplayable = true,
  isReplaySafe = true,
  kinds = kindsOf[state],
}: {
  readonly state: keyof typeof kindsOf;
  readonly selection: Selection;
  readonly isOnHold?: boolean;
  readonly isReplayable?: boolean;
  /** False: a replay as it is would fail again, so it is not what is offered first. */
  readonly isReplaySafe?: boolean;
  readonly kinds?: readonly ActionKind[];
}) {
  const say = useLettersTexts();
  const [kind, setKind] = useState<ActionKind>();
  const close = () => setKind(undefined);
  return (
    <>
      {kinds.map((one) => (
        <Button
          key={one}
          variant={one === 'replay' && isReplaySafe ? 'filled' : 'default'}
          disabled={one === 'replay' && (isOnHold || !isReplayable)}
          onClick={() => setKind(one)}
        >
          {say(`act.${one}`)}
        </Button>
      ))}
      <Dialog
        opened={kind !== undefined}
        onClose={close}
        title={kind ? say(`act.${kind}`) : ''}
        size="lg"
        isForm
      >
        {kind === undefined ? null : <ActDialog kind={kind} selection={selection} onClose={close} />}
      </Dialog>
    </>
  );
}

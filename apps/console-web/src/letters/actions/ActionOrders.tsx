import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { letters, take } from '../../api/client';
import { Confirm } from '../../design/Confirm';
import { useAct } from '../../design/use-act';
import { formatCount } from '../../language/numbers';
import { useLanguage } from '../../language/texts';
import styles from '../letters.module.css';
import { lettersKey } from '../../api/letters';
import { useLettersTexts } from '../texts';
import type { Action } from './action';

const icon = { size: 18, 'aria-hidden': true } as const;

/** Stop, go on, cancel. What was sent is awaited in any case; what was not is open again after a cancel. */
export function ActionOrders({ action }: { readonly action: Action }) {
  const say = useLettersTexts();
  const language = useLanguage();
  const order = (what: 'pause' | 'resume' | 'cancel') =>
    take(
      letters.POST('/actions/{actionId}/{order}', { params: { path: { actionId: action.id, order: what } } }),
    );
  const switching = useAct(order, { changes: [lettersKey], isFailureToast: true });
  const cancel = useAct(() => order('cancel'), {
    changes: [lettersKey],
    said: () => say('action.wasCancelled'),
  });
  if (action.state !== 'running' && action.state !== 'paused') return null;
  const isRunning = action.state === 'running';
  const rest = Math.max(0, action.matched - action.done - action.counts.failed);
  return (
    <div className={`${styles['acts']} ${styles['orders']}`}>
      <Button
        color={isRunning ? 'red' : undefined}
        leftSection={isRunning ? <IconPlayerPause {...icon} /> : <IconPlayerPlay {...icon} />}
        loading={switching.isPending}
        onClick={() => void switching.run(isRunning ? 'pause' : 'resume').catch(() => undefined)}
      >
        {say(isRunning ? 'action.pause' : 'action.resume')}
      </Button>
      <Confirm
        label={say('action.cancel')}
        title={say('action.cancelTitle')}
        confirm={say('action.cancel')}
        act={cancel}
        isDangerous
      >
        {say('action.cancelText', { letters: formatCount(rest, language) })}
      </Confirm>
    </div>
  );
}

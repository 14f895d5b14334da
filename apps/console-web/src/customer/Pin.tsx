import { Button, Group } from '@mantine/core';
import { core, take } from '../api/client';
import { keys } from '../api/shop';
import type { Core } from '../api/types';
import { Confirm } from '../design/Confirm';
import { Card } from '../design/Page';
import styles from '../design/design.module.css';
import { Pill } from '../design/States';
import { useAct } from '../design/use-act';
import { useCustomerTexts } from './texts';

/** The PIN is never shown here: its owner gets it, and a new one replaces it. */
export function Pin({ shop, account }: { readonly shop: string; readonly account: Core['AccountView'] }) {
  const say = useCustomerTexts();
  const params = { path: { shopId: shop, customerId: account.id } };
  const changes = [keys.customer(shop, account.id)];
  const send = useAct(() => take(core.POST('/shops/{shopId}/customers/{customerId}/pin/send', { params })), {
    said: () => say('pin.sent'),
    isFailureToast: true,
  });
  const rotate = useAct(() => take(core.POST('/shops/{shopId}/customers/{customerId}/pin', { params })), {
    said: () => say('pin.rotated'),
    changes,
  });
  if (account.registered) return null;
  return (
    <Card
      title={say('pin.title')}
      lead={say('pin.lead')}
      actions={
        <Pill tone={account.hasPin ? 'good' : 'plain'}>{say(account.hasPin ? 'pin.has' : 'pin.none')}</Pill>
      }
    >
      {account.hasPin ? (
        <p className={styles['masked']} role="img" aria-label={say('pin.masked')}>
          ••••••
        </p>
      ) : null}
      <Group gap="xs">
        {account.hasPin ? (
          <Button
            variant="default"
            loading={send.isPending}
            onClick={() => void send.run().catch(() => undefined)}
          >
            {say('pin.send')}
          </Button>
        ) : null}
        <Confirm
          label={say('pin.rotate')}
          title={say('pin.rotateTitle')}
          confirm={say('pin.rotate')}
          act={rotate}
        >
          {say('pin.rotateText')}
        </Confirm>
      </Group>
    </Card>
  );
}

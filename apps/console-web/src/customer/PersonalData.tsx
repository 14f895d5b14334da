import { Button, Group, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { core, take } from '../api/client';
import { keys } from '../api/shop';
import type { Core } from '../api/types';
import { Confirm } from '../design/Confirm';
import { Card } from '../design/Page';
import { useAct } from '../design/use-act';
import { formatCredits } from '../language/amounts';
import { useLanguage } from '../language/texts';
import { useCustomerTexts } from './texts';

/** The file about a person, for them, and the erasure that they may ask for. */
export function PersonalData({
  shop,
  account,
}: {
  readonly shop: string;
  readonly account: Core['AccountView'];
}) {
  const say = useCustomerTexts();
  const language = useLanguage();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const params = { path: { shopId: shop, customerId: account.id } };
  const erase = useAct(
    async () => {
      await take(core.POST('/shops/{shopId}/customers/{customerId}/erasure', { params }));
      await navigate({ to: '/shops/$shop/customers', params: { shop } });
    },
    { said: () => say('data.erased'), changes: [keys.customers(shop)] },
  );
  return (
    <Card title={say('data.title')} lead={say('data.lead')}>
      <Group gap="xs">
        <Button
          component="a"
          variant="default"
          href={`/api/core/shops/${shop}/customers/${account.id}/file?partial=true`}
          download={`${account.id}.json`}
        >
          {say('data.file')}
        </Button>
        <Confirm
          label={say('data.erase')}
          title={say('data.eraseTitle', { email: account.email })}
          confirm={say('data.erase')}
          act={erase}
          isReady={typed.trim().toLowerCase() === account.email.toLowerCase()}
          isDangerous
        >
          <p>{say('data.eraseText', { credits: formatCredits(account.balance, language) })}</p>
          <TextInput
            label={say('data.eraseConfirm')}
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </Confirm>
      </Group>
    </Card>
  );
}

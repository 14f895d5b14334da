import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sync, take } from '../api/client';
import { keys, unlessMissing } from '../api/shop';
import type { Sync } from '../api/types';
import { CustomerPicker } from '../customers/CustomerPicker';
import { Copy } from '../design/Copy';
import styles from '../design/design.module.css';
import { Card } from '../design/Page';
import { Scroll } from '../design/Scroll';
import { Failed, Note } from '../design/States';
import { useAct } from '../design/use-act';
import { fieldNames } from './fields';
import own from './integration.module.css';
import { useIntegrationTexts } from './texts';

/** Every field with its meaning, as the merge tag that goes into an e-mail. */
export function Fields({
  shop,
  connection,
}: {
  readonly shop: string;
  readonly connection: Sync['ConnectionView'];
}) {
  const say = useIntegrationTexts();
  const check = useAct(
    () => take(sync.POST('/connections/{shopId}/fields/check', { params: { path: { shopId: shop } } })),
    {
      said: ({ run }) => say(run ? 'fields.mending' : 'fields.checked'),
      changes: [keys.connection(shop)],
      isFailureToast: true,
    },
  );
  const [customer, setCustomer] = useState<string | null>(null);
  const values = useQuery({
    queryKey: [...keys.customer(shop, customer ?? ''), 'fields'],
    queryFn: () =>
      take(
        sync.GET('/contacts/{shopId}/{customerId}/fields', {
          params: { path: { shopId: shop, customerId: customer ?? '' } },
        }),
      ).catch(unlessMissing),
    enabled: customer !== null,
  });
  const created = new Set(connection.fields.map(({ name }) => name));
  const isMissing = connection.state === 'active' && fieldNames.some((name) => !created.has(name));
  const shownValue = (name: (typeof fieldNames)[number]): string => {
    if (values.isPending) return '…';
    if (name === 'ellity_pin') return say('fields.secret');
    const value = values.data?.fields[name];
    return value === undefined || value === null || value === '' ? say('fields.none') : String(value);
  };
  const isShowing = customer !== null && !values.error;
  const button = (
    <Button
      variant="default"
      loading={check.isPending}
      disabled={connection.state !== 'active'}
      onClick={() => void check.run().catch(() => undefined)}
    >
      {say('fields.check')}
    </Button>
  );
  return (
    <Card title={say('fields.title')} lead={say('fields.lead')} actions={button} flush>
      {isMissing ? <Note tone="warn">{say('fields.missing')}</Note> : null}
      <div className={styles['inset']}>
        <CustomerPicker shop={shop} value={customer} onChange={setCustomer} />
        {values.error ? <Failed error={values.error} onRetry={() => void values.refetch()} /> : null}
      </div>
      <Scroll label={say('fields.title')}>
        <table className={`${styles['table']} ${own['stacked']}`}>
          <thead>
            <tr>
              <th scope="col">{say('fields.name')}</th>
              <th scope="col">{say('fields.meaning')}</th>
              {isShowing ? <th scope="col">{say('fields.value')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {fieldNames.map((name) => (
              <tr key={name}>
                <td>
                  <Copy text={`*|${name}|*`} label={say(`field.${name}`)} />
                </td>
                <td>{say(`field.${name}`)}</td>
                {isShowing ? <td>{shownValue(name)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sync, take } from '../api/client';
import { keys, unlessMissing } from '../api/shop';
import type { Sync } from '../api/types';
import { CustomerPicker } from '../customer/CustomerPicker';
import { Copy } from '../design/Copy';
import styles from '../design/design.module.css';
import { Card } from '../design/Page';
import { Scroll } from '../design/Scroll';
import { Note } from '../design/States';
import { useAct } from '../design/use-act';
import { fieldNames } from './fields';
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
  const values = useFieldValues(shop, customer);
  const created = new Set(connection.fields.map(({ name }) => name));
  const isMissing = connection.state === 'active' && fieldNames.some((name) => !created.has(name));
  const shownValue = (name: (typeof fieldNames)[number]): string => {
    if (name === 'ellity_pin') return say('fields.secret');
    const value = values?.[name];
    return value === undefined || value === null || value === '' ? say('fields.none') : String(value);
  };
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
      </div>
      <Scroll label={say('fields.title')}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{say('fields.name')}</th>
              <th scope="col">{say('fields.meaning')}</th>
              {customer ? <th scope="col">{say('fields.value')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {fieldNames.map((name) => (
              <tr key={name}>
                <td>
                  <Copy text={`*|${name}|*`} label={say(`field.${name}`)} />
                </td>
                <td>{say(`field.${name}`)}</td>
                {customer ? <td>{shownValue(name)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Card>
  );
}

/** What goes into the fields of a customer; undefined until one is picked and known. */
function useFieldValues(
  shop: string,
  customer: string | null,
): Sync['ContactFieldsView']['fields'] | undefined {
  const found = useQuery({
    queryKey: [...keys.customer(shop, customer ?? ''), 'fields'],
    queryFn: () =>
      take(
        sync.GET('/contacts/{shopId}/{customerId}/fields', {
          params: { path: { shopId: shop, customerId: customer ?? '' } },
        }),
      ).catch(unlessMissing),
    enabled: customer !== null,
  });
  return found.data?.fields;
}

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Core } from '../api/types';
import table from '../design/design.module.css';
import { Scroll } from '../design/Scroll';
import { Pill } from '../design/States';
import { formatAmount } from '../language/amounts';
import { useLanguage } from '../language/texts';
import styles from './customers.module.css';
import { useCustomersTexts } from './texts';

const tones = { granted: 'good', denied: 'plain', unknown: 'plain' } as const;

export function CustomersTable({
  shop,
  items,
  customers,
}: {
  readonly shop: string;
  readonly items: readonly Core['CustomerView'][];
  readonly customers: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}) {
  const say = useCustomersTexts();
  const language = useLanguage();
  return (
    <>
      <Scroll label={say('title')}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{say('column.customer')}</th>
              <th scope="col" className={table['number']}>
                {say('column.balance')}
              </th>
              <th scope="col" className={styles['wide']}>
                {say('column.registration')}
              </th>
              <th scope="col" className={styles['wide']}>
                {say('column.group')}
              </th>
              <th scope="col" className={styles['wide']}>
                {say('column.consent')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link
                    to="/shops/$shop/customers/$customer"
                    params={{ shop, customer: one.id }}
                    className={styles['name']}
                  >
                    {[one.firstName, one.lastName].filter(Boolean).join(' ') || say('noName')}
                  </Link>
                  <span className={styles['mail']}>{one.email}</span>
                </td>
                <td className={table['number']}>{formatAmount(one.balance, language)}</td>
                <td className={styles['wide']}>{say(one.registered ? 'registered' : 'anonymous')}</td>
                <td className={styles['wide']}>{one.group ?? '–'}</td>
                <td className={styles['wide']}>
                  <Pill tone={tones[one.marketingConsent]}>{say(`consent.${one.marketingConsent}`)}</Pill>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {customers.hasNextPage ? (
        <div className={styles['more']}>
          <Button
            variant="default"
            loading={customers.isFetchingNextPage}
            onClick={() => void customers.fetchNextPage()}
          >
            {say('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

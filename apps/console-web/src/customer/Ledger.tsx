import { Button } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { core, take } from '../api/client';
import { keys } from '../api/shop';
import type { Core } from '../api/types';
import table from '../design/design.module.css';
import { Card } from '../design/Page';
import { Scroll } from '../design/Scroll';
import { Empty, Failed, Loading } from '../design/States';
import { useDesignTexts } from '../design/texts';
import { formatAmount } from '../language/amounts';
import { formatMoment } from '../language/times';
import { isKeyIn, useLanguage } from '../language/texts';
import { cs, useCustomerTexts } from './texts';

const isText = isKeyIn(cs);

/** Every movement, newest first. */
export function Ledger({ shop, customer }: { readonly shop: string; readonly customer: string }) {
  const say = useCustomerTexts();
  const design = useDesignTexts();
  const entries = useInfiniteQuery({
    queryKey: [...keys.customer(shop, customer), 'entries'],
    queryFn: ({ pageParam }) =>
      take(
        core.GET('/shops/{shopId}/customers/{customerId}/entries', {
          params: { path: { shopId: shop, customerId: customer }, query: { limit: 20, before: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const items = entries.data?.pages.flatMap((page) => page.items);
  return (
    <Card title={say('ledger.title')} flush>
      {items && items.length > 0 ? (
        <Entries items={items} />
      ) : items ? (
        <Empty icon={<IconReceipt size={22} />} title={say('ledger.empty')}>
          {say('ledger.emptyText')}
        </Empty>
      ) : entries.error ? (
        <Failed error={entries.error} onRetry={() => void entries.refetch()} />
      ) : (
        <Loading />
      )}
      {entries.hasNextPage ? (
        <Button
          m="md"
          variant="default"
          loading={entries.isFetchingNextPage}
          onClick={() => void entries.fetchNextPage()}
        >
          {design('more')}
        </Button>
      ) : null}
    </Card>
  );
}

function Entries({ items }: { readonly items: readonly Core['EntryView'][] }) {
  const say = useCustomerTexts();
  const language = useLanguage();
  /** Words that a shop added itself are shown as they are. */
  const reasonOf = (reason: string): string => {
    const key = `reason.${reason}`;
    return isText(key) ? say(key) : reason;
  };
  return (
    <Scroll label={say('ledger.title')}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">{say('ledger.at')}</th>
            <th scope="col">{say('ledger.what')}</th>
            <th scope="col" className={table['number']}>
              {say('ledger.amount')}
            </th>
            <th scope="col" className={table['number']}>
              {say('ledger.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.id}>
              <td>{formatMoment(entry.changedAt, language)}</td>
              <td>
                {say(`kind.${entry.kind}`)}, {reasonOf(entry.reason)}
                {entry.reference ? <div className={table['soft']}>{entry.reference}</div> : null}
              </td>
              <td className={table['number']}>{formatAmount(entry.amount, language, { signed: true })}</td>
              <td className={table['number']}>{formatAmount(entry.balanceAfter, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

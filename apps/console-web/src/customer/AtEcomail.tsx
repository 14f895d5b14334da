import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sync, take } from '../api/client';
import { keys } from '../api/shop';
import type { Sync } from '../api/types';
import table from '../design/design.module.css';
import { Scroll } from '../design/Scroll';
import { Failed, Note } from '../design/States';
import { useCustomerTexts } from './texts';

type Field = Sync['FieldAtEcomail'];

/** What Ecomail has now, field by field, read there when somebody asks: it costs a call of the shop's key. */
export function AtEcomail({ shop, customer }: { readonly shop: string; readonly customer: string }) {
  const say = useCustomerTexts();
  const read = useQuery({
    queryKey: [...keys.customer(shop, customer), 'at-ecomail'],
    queryFn: () =>
      take(
        sync.GET('/contacts/{shopId}/{customerId}/at-ecomail', {
          params: { path: { shopId: shop, customerId: customer } },
        }),
      ),
    enabled: false,
    gcTime: 0,
  });
  return (
    <div className={table['inset']}>
      <Button variant="default" loading={read.isFetching} onClick={() => void read.refetch()}>
        {say('there.read')}
      </Button>
      {read.data ? (
        <There seen={read.data} />
      ) : read.error ? (
        <Failed error={read.error} onRetry={() => void read.refetch()} />
      ) : null}
    </div>
  );
}

function There({ seen: { status, fields } }: { readonly seen: Sync['ContactAtEcomail'] }) {
  const say = useCustomerTexts();
  if (status === null)
    return (
      <Note tone="warn" title={say('there.absent')}>
        {say('there.absentText')}
      </Note>
    );
  const others = fields.filter(({ isSame }) => !isSame).length;
  return (
    <>
      <Note tone={others === 0 ? 'good' : 'warn'} title={say(`there.${status}`)}>
        {others === 0 ? say('there.same') : say('there.others', { count: others })}
      </Note>
      <Scroll label={say('there.title')}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{say('mirror.field')}</th>
              <th scope="col">{say('there.ours')}</th>
              <th scope="col">{say('there.theirs')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <Line key={field.name} field={field} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Line({ field: { name, ours, theirs, isSame } }: { readonly field: Field }) {
  return (
    <tr>
      <td>
        <code className={table['code']}>{name}</code>
      </td>
      <td>{shown(ours)}</td>
      <td>{isSame ? shown(theirs) : <strong>{shown(theirs)}</strong>}</td>
    </tr>
  );
}

const shown = (value: Field['ours']): string => (value === null || value === '' ? '–' : String(value));

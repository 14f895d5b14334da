import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { core, take } from '../api/client';
import { keys } from '../api/shop';
import { Card, Page } from '../design/Page';
import { Empty, Failed, Loading } from '../design/States';
import { CustomersTable } from './CustomersTable';
import { ExportDialog } from './ExportDialog';
import { ExportProgress } from './ExportProgress';
import { Filters } from './Filters';
import { ImportDialog } from './ImportDialog';
import { isFiltered, queryFrom } from './filter-values';
import { useCustomersTexts } from './texts';

/** Everybody with an account; search and filters live in the address, so that a list can be shared and come back to. */
export function Customers() {
  const say = useCustomersTexts();
  const { shop } = useParams({ from: '/frame/shops/$shop/customers' });
  const search = useSearch({ from: '/frame/shops/$shop/customers' });
  const navigate = useNavigate({ from: '/shops/$shop/customers' });
  const [isImporting, setImporting] = useState(false);
  const showExport = (isShown: boolean) =>
    void navigate({ search: (old) => ({ ...old, export: isShown ? true : undefined }), replace: true });
  const asked = queryFrom(search);
  const customers = useInfiniteQuery({
    queryKey: [...keys.customers(shop), asked],
    queryFn: ({ pageParam, signal }) =>
      take(
        core.GET('/shops/{shopId}/customers', {
          params: { path: { shopId: shop }, query: { ...asked, limit: 50, before: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
  const items = customers.data?.pages.flatMap((page) => page.items);
  const csv = (what: 'customers' | 'ledger') => `/api/core/shops/${shop}/exports/${what}`;
  const actions = (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} aria-hidden />}>{say('menu')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => showExport(true)}>{say('menu.ecomail')}</Menu.Item>
        <Menu.Divider />
        <Menu.Item component="a" href={csv('customers')} download>
          {say('menu.csv')}
        </Menu.Item>
        <Menu.Item component="a" href={csv('ledger')} download>
          {say('menu.ledger')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => setImporting(true)}>{say('menu.import')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
  return (
    <Page title={say('title')} lead={say('lead')} help="export" actions={actions}>
      <ExportProgress shop={shop} />
      <Filters
        value={search}
        onChange={(part) => void navigate({ search: (old) => ({ ...old, ...part }), replace: true })}
      />
      <Card flush>
        {items && items.length > 0 ? (
          <CustomersTable shop={shop} items={items} customers={customers} />
        ) : customers.error ? (
          <Failed error={customers.error} onRetry={() => void customers.refetch()} />
        ) : !items ? (
          <Loading lines={8} />
        ) : isFiltered(search) ? (
          <Empty
            icon={<IconUsers size={22} />}
            title={say('none.title')}
            action={
              <Button variant="default" onClick={() => void navigate({ search: {} })}>
                {say('none.clear')}
              </Button>
            }
          >
            {say('none.text')}
          </Empty>
        ) : (
          <Empty
            icon={<IconUsers size={22} />}
            title={say('empty.title')}
            action={<Button onClick={() => setImporting(true)}>{say('menu.import')}</Button>}
          >
            {say('empty.text')}
          </Empty>
        )}
      </Card>
      <ExportDialog shop={shop} isOpen={search.export === true} onClose={() => showExport(false)} />
      <ImportDialog shop={shop} isOpen={isImporting} onClose={() => setImporting(false)} />
    </Page>
  );
}

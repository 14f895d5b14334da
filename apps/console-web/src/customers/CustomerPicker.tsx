import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { core, take } from '../api/client';
import { keys } from '../api/shop';
import { useProblemText } from '../problems/problem-text';
import { useCustomersTexts } from './texts';

const offeredMost = 10;
/** Picks a customer by name or address. */
export function CustomerPicker({
  shop,
  value,
  onChange,
}: {
  readonly shop: string;
  readonly value: string | null;
  readonly onChange: (customer: string | null) => void;
}) {
  const say = useCustomersTexts();
  const textOf = useProblemText();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 250);
  const customers = useQuery({
    queryKey: [...keys.customers(shop), 'picker', asked],
    queryFn: () =>
      take(
        core.GET('/shops/{shopId}/customers', {
          params: {
            path: { shopId: shop },
            query: { limit: offeredMost, ...(asked === '' ? {} : { search: asked }) },
          },
        }),
      ),
    placeholderData: (before) => before,
  });
  return (
    <Select
      label={say('picker.label')}
      placeholder={say('picker.placeholder')}
      description={say('picker.text')}
      nothingFoundMessage={
        customers.error
          ? textOf(customers.error)
          : say(customers.isPending ? 'picker.loading' : 'picker.none')
      }
      searchable
      clearable
      filter={({ options }) => options}
      data={(customers.data?.items ?? []).map(({ id, email }) => ({ value: id, label: email }))}
      value={value}
      onChange={onChange}
      onSearchChange={setTyped}
    />
  );
}

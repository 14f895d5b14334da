import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './customers.module.css';
import { choices, type FilterValues } from './filter-values';
import { useCustomersTexts } from './texts';

/** Search and filters; typing waits for its end before it asks. */
export function Filters({
  value,
  onChange,
}: {
  readonly value: FilterValues;
  readonly onChange: (part: FilterValues) => void;
}) {
  const say = useCustomersTexts();
  const [typed, setTyped] = useState(value.q ?? '');
  const [known, setKnown] = useState(value.q);
  if (known !== value.q) {
    setKnown(value.q);
    if ((value.q ?? '') !== typed.trim()) setTyped(value.q ?? '');
  }
  const ask = useDebouncedCallback((q: string) => onChange({ q: q.trim() || undefined }), 250);
  return (
    <search className={styles['filters']}>
      <TextInput
        className={styles['search']}
        aria-label={say('search')}
        placeholder={say('search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          ask(currentTarget.value);
        }}
      />
      <NativeSelect
        aria-label={say('filter.registered')}
        value={value.registered ?? ''}
        data={[
          { value: '', label: `${say('filter.registered')}: ${say('filter.all')}` },
          ...choices.registered.map((one) => ({ value: one, label: say(`registered.${one}`) })),
        ]}
        onChange={({ currentTarget: { value: chosen } }) =>
          onChange({ registered: choices.registered.find((one) => one === chosen) })
        }
      />
      <NativeSelect
        aria-label={say('filter.consent')}
        value={value.consent ?? ''}
        data={[
          { value: '', label: `${say('filter.consent')}: ${say('filter.all')}` },
          ...choices.consent.map((one) => ({ value: one, label: say(`consent.${one}`) })),
        ]}
        onChange={({ currentTarget: { value: chosen } }) =>
          onChange({ consent: choices.consent.find((one) => one === chosen) })
        }
      />
      <NativeSelect
        aria-label={say('filter.balance')}
        value={value.balance ?? ''}
        data={[
          { value: '', label: `${say('filter.balance')}: ${say('filter.all')}` },
          ...choices.balance.map((one) => ({ value: one, label: say(`balance.${one}`) })),
        ]}
        onChange={({ currentTarget: { value: chosen } }) =>
          onChange({ balance: choices.balance.find((one) => one === chosen) })
        }
      />
      <NativeSelect
        aria-label={say('filter.sort')}
        value={value.sort ?? 'newest'}
        data={choices.sort.map((one) => ({ value: one, label: say(`sort.${one}`) }))}
        onChange={({ currentTarget: { value: chosen } }) =>
          onChange({ sort: choices.sort.find((one) => one === chosen && one !== 'newest') })
        }
      />
    </search>
  );
}

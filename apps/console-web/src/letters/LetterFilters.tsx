import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import styles from '../design/design.module.css';
import { letterStates, type LetterSearch, type TextFilter } from './filter-values';
import { useLettersTexts } from './texts';

/** Narrows a list of letters; typing waits for its end before it asks. */
export function LetterFilters({
  search,
  names,
  onChange,
}: {
  readonly search: LetterSearch;
  readonly names: readonly TextFilter[];
  readonly onChange: (search: LetterSearch) => void;
}) {
  const say = useLettersTexts();
  return (
    <search className={styles['filters']}>
      <NativeSelect
        aria-label={say('filter.state')}
        value={search.state ?? 'open'}
        data={letterStates.map((one) => ({ value: one, label: say(`states.${one}`) }))}
        onChange={({ currentTarget: { value } }) =>
          onChange({ ...search, state: letterStates.find((one) => one === value && one !== 'open') })
        }
      />
      {names.map((name) => (
        <TextFilterInput
          key={`${name}${search[name] ?? ''}`}
          label={say(`filter.${name}`)}
          value={search[name] ?? ''}
          onChange={(text) => onChange({ ...search, [name]: text === '' ? undefined : text })}
        />
      ))}
    </search>
  );
}

function TextFilterInput({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const ask = useDebouncedCallback((text: string) => onChange(text.trim()), 700);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        ask(currentTarget.value);
      }}
      onBlur={() => ask.flush()}
    />
  );
}

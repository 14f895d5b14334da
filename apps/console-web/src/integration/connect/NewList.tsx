import { Stack, TextInput } from '@mantine/core';
import type { Sync } from '../../api/types';
import { useIntegrationTexts } from '../texts';

export type NewListValues = Sync['CreateListRequest'];
const fields = [
  ['name', 'text'],
  ['fromName', 'text'],
  ['fromEmail', 'email'],
  ['replyTo', 'email'],
] as const;

/** What Ecomail wants to know of a list that is created for the shop. */
export function NewList({
  value,
  onChange,
}: {
  readonly value: NewListValues;
  readonly onChange: (value: NewListValues) => void;
}) {
  const say = useIntegrationTexts();
  return (
    <Stack gap="sm">
      {fields.map(([field, type]) => (
        <TextInput
          key={field}
          label={say(`list.${field}`)}
          type={type}
          required
          withAsterisk={false}
          value={value[field]}
          onChange={({ currentTarget }) => onChange({ ...value, [field]: currentTarget.value })}
        />
      ))}
    </Stack>
  );
}

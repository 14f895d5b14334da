import { NumberInput, Radio, Stack } from '@mantine/core';
import { SettingsCard } from '../shell/SettingsCard';
import { useLoyaltyTexts } from './texts';
import { usePart, type PartProps } from './use-part';

const kinds = ['forever', 'months', 'days'] as const;
type Kind = (typeof kinds)[number];
const most = { months: 120, days: 3650 } as const;

/** How long new credits live: for ever, or so many months or days. */
export function Validity({ saved, etag }: PartProps) {
  const say = useLoyaltyTexts();
  const part = usePart(saved, etag, ['expiryDays', 'expiryMonths'], say('validity.saved'));
  const { expiryDays, expiryMonths } = part.draft.value;
  const kind: Kind = expiryMonths !== null ? 'months' : expiryDays !== null ? 'days' : 'forever';
  const count = expiryMonths ?? expiryDays ?? 0;
  const choose = (chosen: Kind, value: number) =>
    part.draft.set({
      expiryMonths: chosen === 'months' ? value : null,
      expiryDays: chosen === 'days' ? value : null,
    });
  const isValid = kind === 'forever' || (Number.isInteger(count) && count >= 1 && count <= most[kind]);
  return (
    <SettingsCard title={say('validity.title')} lead={say('validity.lead')} isValid={isValid} {...part}>
      <Radio.Group
        aria-label={say('validity.title')}
        value={kind}
        onChange={(chosen) => {
          const next = kinds.find((one) => one === chosen) ?? 'forever';
          choose(next, next === 'days' ? 365 : 12);
        }}
      >
        <Stack gap="xs">
          {kinds.map((one) => (
            <Radio key={one} value={one} label={say(`validity.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {kind === 'forever' ? null : (
        <NumberInput
          label={say('validity.count')}
          min={1}
          max={most[kind]}
          allowDecimal={false}
          maw={160}
          value={count}
          onChange={(typed) => choose(kind, typeof typed === 'number' ? typed : Number.NaN)}
        />
      )}
    </SettingsCard>
  );
}

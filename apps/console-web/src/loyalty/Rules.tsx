import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { amountFrom, formatAmount, isZero } from '../language/amounts';
import { useLanguage } from '../language/texts';
import { SettingsCard } from '../shell/SettingsCard';
import { useLoyaltyTexts } from './texts';
import { usePart, type PartProps } from './use-part';

const returns = ['lapse', 'renew'] as const;
const shortfalls = ['stop', 'other-lots', 'owe'] as const;

/** The reward for registering, and what happens in the cases that need a decision. */
export function Rules({ saved, etag }: PartProps) {
  const say = useLoyaltyTexts();
  const language = useLanguage();
  const names = ['registrationReward', 'lapsedReturns', 'shortfallRule', 'pinLength'] as const;
  const part = usePart(saved, etag, names, say('rules.saved'));
  const [typed, setTyped] = useState<string | null>(null);
  const { registrationReward: reward, lapsedReturns, shortfallRule, pinLength } = part.draft.value;
  const isAmount = reward === null || (reward !== '' && !isZero(reward));
  const drop = () => {
    setTyped(null);
    part.draft.drop();
  };
  return (
    <SettingsCard
      title={say('rules.title')}
      {...part}
      draft={{ ...part.draft, drop }}
      isValid={isAmount && Number.isInteger(pinLength)}
    >
      <Switch
        label={say('rules.registration')}
        checked={reward !== null}
        onChange={({ currentTarget: { checked } }) => {
          setTyped(null);
          part.draft.set({ registrationReward: checked ? (saved.registrationReward ?? '20.00') : null });
        }}
      />
      {reward === null ? null : (
        <TextInput
          label={say('rules.registrationAmount')}
          inputMode="decimal"
          maw={220}
          value={typed ?? formatAmount(reward, language)}
          error={isAmount ? undefined : say('rules.amountInvalid')}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            part.draft.set({ registrationReward: amountFrom(value) ?? '' });
          }}
        />
      )}
      <NativeSelect
        label={say('rules.lapsedReturns')}
        maw={420}
        value={lapsedReturns}
        data={returns.map((one) => ({ value: one, label: say(`lapsed.${one}`) }))}
        onChange={({ currentTarget: { value } }) =>
          part.draft.set({ lapsedReturns: returns.find((one) => one === value) ?? 'lapse' })
        }
      />
      <NativeSelect
        label={say('rules.shortfallRule')}
        maw={420}
        value={shortfallRule}
        data={shortfalls.map((one) => ({ value: one, label: say(`shortfall.${one}`) }))}
        onChange={({ currentTarget: { value } }) =>
          part.draft.set({ shortfallRule: shortfalls.find((one) => one === value) ?? 'stop' })
        }
      />
      <NumberInput
        label={say('rules.pinLength')}
        min={4}
        max={8}
        allowDecimal={false}
        styles={{ wrapper: { maxWidth: 160 } }}
        value={pinLength}
        onChange={(value) => part.draft.set({ pinLength: typeof value === 'number' ? value : Number.NaN })}
      />
    </SettingsCard>
  );
}

import { NativeSelect } from '@mantine/core';
import { SettingsCard } from '../shell/SettingsCard';
import { useLoyaltyTexts } from './texts';
import { usePart, type PartProps } from './use-part';

const zones = Intl.supportedValuesOf('timeZone');
const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
const languageNames = { cs: 'Čeština', en: 'English' } as const;

/** On whose clocks days end, in which language the shop writes, and when its night is. */
export function ShopSettings({ saved, etag }: PartProps) {
  const say = useLoyaltyTexts();
  const part = usePart(saved, etag, ['timeZone', 'language', 'nightHour'], say('shop.saved'));
  const { timeZone, language, nightHour } = part.draft.value;
  return (
    <SettingsCard title={say('shop.title')} {...part}>
      <NativeSelect
        label={say('shop.timeZone')}
        maw={320}
        value={timeZone}
        data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
        onChange={({ currentTarget: { value } }) => part.draft.set({ timeZone: value })}
      />
      <NativeSelect
        label={say('shop.language')}
        maw={320}
        value={language}
        data={[
          { value: 'cs', label: languageNames.cs },
          { value: 'en', label: languageNames.en },
        ]}
        onChange={({ currentTarget: { value } }) =>
          part.draft.set({ language: value === 'en' ? 'en' : 'cs' })
        }
      />
      <NativeSelect
        label={say('shop.nightHour')}
        styles={{ wrapper: { maxWidth: 320 } }}
        value={String(nightHour)}
        data={hours.map((hour) => ({ value: hour, label: `${hour}:00` }))}
        onChange={({ currentTarget: { value } }) => part.draft.set({ nightHour: Number(value) })}
      />
    </SettingsCard>
  );
}

import { Group, NumberInput } from '@mantine/core';
import { useLettersTexts } from '../texts';

export interface PaceOfReplay {
  readonly rate: number;
  readonly failedPercent: number;
}

/** What the service takes where nothing is said. */
export const usualPace: PaceOfReplay = { rate: 50, failedPercent: 20 };

/** How fast a replay may become, and when it stops itself. */
export function Pace({
  value,
  onChange,
}: {
  readonly value: PaceOfReplay;
  readonly onChange: (value: PaceOfReplay) => void;
}) {
  const say = useLettersTexts();
  return (
    <Group grow align="start">
      <NumberInput
        label={say('act.rate')}
        description={say('act.rateText')}
        min={1}
        max={5_000}
        allowDecimal={false}
        value={value.rate}
        onChange={(rate) => onChange({ ...value, rate: Number(rate) || usualPace.rate })}
      />
      <NumberInput
        label={say('act.failedShare')}
        description={say('act.failedShareText')}
        min={0}
        max={100}
        suffix=" %"
        value={value.failedPercent}
        onChange={(percent) => onChange({ ...value, failedPercent: Number(percent) })}
      />
    </Group>
  );
}

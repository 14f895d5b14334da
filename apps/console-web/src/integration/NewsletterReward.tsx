import { Checkbox, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readAnew, saveShop, useDraft } from '../api/settings';
import { keys } from '../api/shop';
import type { Core, Sync } from '../api/types';
import { Note } from '../design/States';
import { useAct } from '../design/use-act';
import { amountFrom, formatAmount, isZero } from '../language/amounts';
import { useLanguage } from '../language/texts';
import { SettingsCard } from '../shell/SettingsCard';
import { useIntegrationTexts } from './texts';

const signUps = ['any', 'list'] as const;

/** Credits for subscribing, which sign-ups earn them, and whether unsubscribing takes them back. */
export function NewsletterReward({
  shop,
  saved,
  etag,
  connection,
}: {
  readonly shop: string;
  readonly saved: Core['ShopView'];
  readonly etag: string | null;
  readonly connection: Sync['ConnectionView'];
}) {
  const say = useIntegrationTexts();
  const language = useLanguage();
  const queries = useQueryClient();
  const { newsletterReward, newsletterTakenBack, rewardedSignUps } = saved;
  const draft = useDraft({ newsletterReward, newsletterTakenBack, rewardedSignUps }, etag);
  const [typed, setTyped] = useState<string | null>(null);
  const act = useAct(() => saveShop(shop, draft.etag, draft.changes), {
    said: () => say('reward.saved'),
    changes: [keys.shop(shop)],
  });
  const reward = draft.value.newsletterReward;
  const isValid = reward === null || (reward !== '' && !isZero(reward));
  const shown = typed ?? (reward === null ? '' : formatAmount(reward, language));
  const type = (text: string) => {
    setTyped(text);
    draft.set({ newsletterReward: amountFrom(text) ?? '' });
  };
  const drop = () => {
    setTyped(null);
    draft.drop();
  };
  return (
    <SettingsCard
      title={say('reward.title')}
      lead={say('reward.lead')}
      draft={{ ...draft, drop }}
      act={act}
      isValid={isValid}
      reload={() => readAnew(queries, keys.shop(shop))}
    >
      <Switch
        label={say('reward.on')}
        checked={reward !== null}
        onChange={({ currentTarget }) => {
          setTyped(null);
          draft.set({ newsletterReward: currentTarget.checked ? (newsletterReward ?? '50.00') : null });
        }}
      />
      {reward === null ? null : (
        <>
          <TextInput
            label={say('reward.amount')}
            inputMode="decimal"
            maw={200}
            value={shown}
            error={isValid ? undefined : say('reward.amountInvalid')}
            onChange={({ currentTarget }) => type(currentTarget.value)}
          />
          <NativeSelect
            label={say('reward.signUps')}
            description={say('reward.signUpsText')}
            maw={420}
            value={draft.value.rewardedSignUps}
            data={signUps.map((one) => ({ value: one, label: say(`signUps.${one}`) }))}
            onChange={({ currentTarget: { value } }) =>
              draft.set({ rewardedSignUps: signUps.find((one) => one === value) ?? 'any' })
            }
          />
          <Checkbox
            label={say('reward.takenBack')}
            description={say('reward.takenBackText')}
            checked={draft.value.newsletterTakenBack}
            onChange={({ currentTarget }) => draft.set({ newsletterTakenBack: currentTarget.checked })}
          />
          {connection.webhook.matches === true ? null : <Note tone="calm">{say('reward.needsHook')}</Note>}
        </>
      )}
    </SettingsCard>
  );
}

import { Checkbox, NumberInput, Radio, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { core, take } from '../api/client';
import { readAnew, saveShop, useDraft } from '../api/settings';
import { keys } from '../api/shop';
import type { Core } from '../api/types';
import { useAct } from '../design/use-act';
import { SettingsCard } from '../shell/SettingsCard';
import { useIntegrationTexts } from './texts';

type Target = Core['ExpiryNoticeBody']['target'];
const targets: readonly Target[] = ['ecomail', 'none', 'system'];

/** Who warns customers before their credits expire, and how many days ahead. */
export function ExpiryNotice({
  shop,
  saved,
  etag,
}: {
  readonly shop: string;
  readonly saved: Core['ShopView'];
  readonly etag: string | null;
}) {
  const say = useIntegrationTexts();
  const queries = useQueryClient();
  const draft = useDraft(saved.expiryNotice, etag);
  const [warnNow, setWarnNow] = useState(false);
  const act = useAct(
    () => saveShop(shop, draft.etag, { expiryNotice: { ...draft.value, ...(warnNow ? { warnNow } : {}) } }),
    { said: () => say('warn.saved'), changes: [keys.shop(shop)] },
  );
  const { target, leadDays } = draft.value;
  const isValid = Number.isInteger(leadDays) && leadDays >= 1 && leadDays <= 365;
  return (
    <SettingsCard
      id="expiry"
      title={say('warn.title')}
      lead={say('warn.lead')}
      draft={draft}
      act={act}
      isValid={isValid}
      reload={() => readAnew(queries, keys.shop(shop))}
    >
      <Radio.Group
        aria-label={say('warn.title')}
        value={target}
        onChange={(chosen) => draft.set({ target: targets.find((one) => one === chosen) ?? 'none' })}
      >
        <Stack gap="xs">
          {targets.map((one) => (
            <Radio key={one} value={one} label={say(`warn.${one}`)} description={say(`warn.${one}Text`)} />
          ))}
        </Stack>
      </Radio.Group>
      {target === 'none' ? null : (
        <NumberInput
          label={say('warn.days')}
          min={1}
          max={365}
          allowDecimal={false}
          maw={160}
          value={leadDays}
          onChange={(days) => draft.set({ leadDays: typeof days === 'number' ? days : Number.NaN })}
        />
      )}
      {draft.isChanged && isValid && target !== 'none' ? (
        <WarnNow shop={shop} target={target} leadDays={leadDays} isChecked={warnNow} onChange={setWarnNow} />
      ) : null}
    </SettingsCard>
  );
}

/** How many are inside the lead time by this change; they count as warned unless they are to be warned now. */
function WarnNow({
  shop,
  target,
  leadDays,
  isChecked,
  onChange,
}: {
  readonly shop: string;
  readonly target: Target;
  readonly leadDays: number;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
}) {
  const say = useIntegrationTexts();
  const [asked] = useDebouncedValue({ target, leadDays }, 400);
  const { data } = useQuery({
    queryKey: ['warnings', shop, asked],
    queryFn: () =>
      take(
        core.GET('/shops/{shopId}/expiry-warnings/preview', {
          params: { path: { shopId: shop }, query: asked },
        }),
      ),
  });
  if (!data || data.customers === 0) return null;
  return (
    <Checkbox
      label={say('warn.now', { count: data.customers })}
      checked={isChecked}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}

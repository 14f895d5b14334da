import { Radio, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { readAnew, saveShop, useDraft } from '../../api/settings';
import { keys } from '../../api/shop';
import type { Core } from '../../api/types';
import { useAct } from '../../design/use-act';
import { SettingsCard } from '../../shell/SettingsCard';
import { useIntegrationTexts } from '../texts';

type Consent = Core['ShopView']['unknownConsent'];

/** How customers are written who were never asked. */
export function ConsentChoice({
  label,
  value,
  onChange,
}: {
  readonly label?: string;
  readonly value: Consent;
  readonly onChange: (chosen: Consent) => void;
}) {
  const say = useIntegrationTexts();
  return (
    <Radio.Group
      label={label}
      aria-label={say('consent.title')}
      value={value}
      onChange={(chosen) => onChange(chosen === 'granted' ? 'granted' : 'denied')}
    >
      <Stack gap="xs" mt="xs">
        <Radio value="denied" label={say('consent.denied')} description={say('consent.deniedText')} />
        <Radio value="granted" label={say('consent.granted')} description={say('consent.grantedText')} />
      </Stack>
    </Radio.Group>
  );
}

/** The same, once the list is connected: it is the shop's setting, and the connection follows the shop. */
export function ConsentPolicy({
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
  const { unknownConsent } = saved;
  const draft = useDraft({ unknownConsent }, etag);
  const act = useAct(() => saveShop(shop, draft.etag, draft.changes), {
    said: () => say('consent.saved'),
    changes: [keys.shop(shop)],
  });
  return (
    <SettingsCard
      title={say('consent.title')}
      lead={say('consent.lead')}
      draft={draft}
      act={act}
      reload={() => readAnew(queries, keys.shop(shop))}
    >
      <ConsentChoice
        value={draft.value.unknownConsent}
        onChange={(chosen) => draft.set({ unknownConsent: chosen })}
      />
    </SettingsCard>
  );
}

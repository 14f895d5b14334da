import { Group, Input, SegmentedControl, Switch, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { core, take, takeTagged } from '../api/client';
import { readAnew, saveShop, useDraft } from '../api/settings';
import { keys, shopQuery } from '../api/shop';
import type { Core } from '../api/types';
import { LinkButton } from '../design/Links';
import { Loaded, Note } from '../design/States';
import { useAct } from '../design/use-act';
import { useLanguage } from '../language/texts';
import { SettingsCard } from '../shell/SettingsCard';
import { MailPreview } from './MailPreview';
import { useLoyaltyTexts } from './texts';

type Settings = Core['MailSettingsView'];
const targets = ['off', 'system', 'ecomail'] as const;
const kinds = ['credit', 'pin'] as const;
const contacts = ['senderName', 'replyTo', 'contactEmail'] as const;

/** Who writes to customers, kind by kind; what would be sent twice is said at once. */
export function Mails({ shop }: { readonly shop: string }) {
  const settings = useQuery({
    queryKey: keys.mails(shop),
    queryFn: () =>
      takeTagged(core.GET('/shops/{shopId}/mail-settings', { params: { path: { shopId: shop } } })),
  });
  return (
    <Loaded query={settings}>{({ value, etag }) => <Form shop={shop} saved={value} etag={etag} />}</Loaded>
  );
}

function Form({
  shop,
  saved,
  etag,
}: {
  readonly shop: string;
  readonly saved: Settings;
  readonly etag: string | null;
}) {
  const say = useLoyaltyTexts();
  const language = useLanguage();
  const queries = useQueryClient();
  const { credit, pin, senderName, replyTo, contactEmail } = saved;
  const draft = useDraft({ credit, pin, senderName, replyTo, contactEmail }, etag);
  const act = useAct(
    () =>
      take(
        core.PATCH('/shops/{shopId}/mail-settings', {
          params: { path: { shopId: shop }, header: { 'If-Match': draft.etag ?? undefined } },
          body: draft.changes,
        }),
      ),
    { said: () => say('mails.saved'), changes: [keys.mails(shop), ['history', shop]] },
  );
  return (
    <SettingsCard
      title={say('mails.title')}
      lead={say('mails.lead')}
      draft={draft}
      act={act}
      reload={() => readAnew(queries, keys.mails(shop))}
    >
      <AllMails shop={shop} isOn={saved.systemMails} />
      {saved.warnings.map((warning) => (
        <Note key={`${warning.code}${warning.kinds.join()}`} tone="warn">
          {warning.text[language]}
        </Note>
      ))}
      {kinds.map((kind) => (
        <Input.Wrapper key={kind} label={say(`mails.${kind}`)} labelElement="div">
          <Group gap="xs">
            <SegmentedControl
              aria-label={say(`mails.${kind}`)}
              value={draft.value[kind]}
              data={targets.map((one) => ({ value: one, label: say(`mails.${one}`) }))}
              onChange={(chosen) => draft.set({ [kind]: targets.find((one) => one === chosen) ?? 'off' })}
            />
            <MailPreview shop={shop} kind={kind} />
          </Group>
        </Input.Wrapper>
      ))}
      <Group gap="xs">
        <Text fw={500}>
          {say('mails.expiry')}: {say(`mails.${saved.expiry}`)}
        </Text>
        <MailPreview shop={shop} kind="expiry" />
        <LinkButton to="/shops/$shop/integration" params={{ shop }} hash="expiry" variant="subtle">
          {say('mails.expiryWhere')}
        </LinkButton>
      </Group>
      {contacts.map((name) => (
        <TextInput
          key={name}
          label={say(`mails.${name}`)}
          type={name === 'senderName' ? 'text' : 'email'}
          maw={420}
          value={draft.value[name] ?? ''}
          onChange={({ currentTarget: { value } }) => draft.set({ [name]: value === '' ? null : value })}
        />
      ))}
    </SettingsCard>
  );
}

/** The switch over all of them is a setting of the shop itself and takes effect at once. */
function AllMails({ shop, isOn }: { readonly shop: string; readonly isOn: boolean }) {
  const say = useLoyaltyTexts();
  const { data } = useQuery(shopQuery(shop));
  const act = useAct((systemMails: boolean) => saveShop(shop, data?.etag ?? null, { systemMails }), {
    said: () => say('mails.saved'),
    changes: [keys.shop(shop), keys.mails(shop), ['history', shop]],
    isFailureToast: true,
  });
  return (
    <Switch
      label={say('mails.all')}
      checked={isOn}
      disabled={act.isPending || !data}
      onChange={({ currentTarget: { checked } }) => void act.run(checked).catch(() => undefined)}
    />
  );
}

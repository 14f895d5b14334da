import { List } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { gateway, take } from '../api/client';
import { unlessMissing } from '../api/shop';
import type { Sync } from '../api/types';
import { Confirm } from '../design/Confirm';
import { Copy } from '../design/Copy';
import { Card } from '../design/Page';
import { Loaded, Note, Pill } from '../design/States';
import { useAct } from '../design/use-act';
import { formatAgo, formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import { useIntegrationTexts } from './texts';

const tones = { set: 'good', missing: 'warn', other: 'warn', unknown: 'plain' } as const;

/** The address that belongs into the list's settings at Ecomail, and whether it is there. */
export function Webhook({
  shop,
  connection,
}: {
  readonly shop: string;
  readonly connection: Sync['ConnectionView'];
}) {
  const say = useIntegrationTexts();
  const language = useLanguage();
  const params = { path: { shopId: shop } };
  const queryKey = ['address', shop];
  const address = useQuery({
    queryKey,
    // It is read; only a shop that has none yet, since its connection was made without the console, gets one here.
    queryFn: async () =>
      (await take(gateway.GET('/shops/{shopId}/address', { params })).catch(unlessMissing)) ??
      (await take(gateway.POST('/shops/{shopId}/address', { params }))),
  });
  const rotate = useAct(() => take(gateway.POST('/shops/{shopId}/address/rotate', { params })), {
    said: () => say('hook.rotated'),
    changes: [queryKey],
  });
  const retire = useAct(() => take(gateway.DELETE('/shops/{shopId}/address/previous', { params })), {
    said: () => say('hook.retired'),
    changes: [queryKey],
  });
  const { webhook } = connection;
  const state = webhook.state ?? 'unknown';
  const last = webhook.lastNoticeAt;
  return (
    <Card
      id="webhook"
      title={say('hook.title')}
      lead={say('hook.lead')}
      actions={<Pill tone={tones[state]}>{say(`hook.${state}`)}</Pill>}
    >
      <Loaded query={address}>
        {({ current, previous }) => (
          <>
            <List type="ordered" spacing="xs" mb="md">
              <List.Item>{say('hook.one', { list: connection.list?.name ?? '' })}</List.Item>
              <List.Item>{say('hook.two')}</List.Item>
              <List.Item>
                {say('hook.three')}
                <br />
                <Copy text={current.url} label={say('hook.title')} />
              </List.Item>
            </List>
            {webhook.message && state !== 'set' ? <Note tone="calm">{webhook.message[language]}</Note> : null}
            {previous ? (
              <Note
                tone="warn"
                action={
                  <Confirm
                    label={say('hook.retire')}
                    title={say('hook.retireTitle')}
                    confirm={say('hook.retire')}
                    act={retire}
                    isDangerous
                  >
                    {say('hook.retireText', {
                      since: formatMoment(previous.rotatedAt, language),
                      last: last ? formatMoment(last, language) : say('hook.noneYet'),
                    })}
                  </Confirm>
                }
              >
                {say('hook.previous')}
              </Note>
            ) : null}
            <p>
              {last ? say('hook.last', { when: formatAgo(last, new Date(), language) }) : say('hook.never')}
            </p>
            <Confirm
              label={say('hook.rotate')}
              title={say('hook.rotateTitle')}
              confirm={say('hook.rotate')}
              act={rotate}
            >
              {say('hook.rotateText')}
            </Confirm>
          </>
        )}
      </Loaded>
    </Card>
  );
}

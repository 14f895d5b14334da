import { Button, Group, Stack, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sync, take } from '../api/client';
import { keys } from '../api/shop';
import type { Sync } from '../api/types';
import { Confirm } from '../design/Confirm';
import { Card } from '../design/Page';
import { Loaded, Note, Pill } from '../design/States';
import { useProblemText } from '../problems/problem-text';
import { useAct } from '../design/use-act';
import { useLanguage } from '../language/texts';
import { UnsavedGuard } from '../shell/UnsavedGuard';
import { useIntegrationTexts } from './texts';

/** A trial with a few own addresses: all others wait, and are written and notified once afterwards. */
export function TestMode({ shop }: { readonly shop: string }) {
  const say = useIntegrationTexts();
  const mode = useQuery({
    queryKey: ['test-mode', shop],
    queryFn: () => take(sync.GET('/connections/{shopId}/test-mode', { params: { path: { shopId: shop } } })),
  });
  const pill = mode.data?.isOn ? <Pill tone="warn">{say('test.on')}</Pill> : <Pill>{say('test.off')}</Pill>;
  return (
    <Card title={say('test.title')} lead={say('test.lead')} actions={pill}>
      <Loaded query={mode} lines={2}>
        {(found) => <Form key={String(found.isOn)} shop={shop} mode={found} />}
      </Loaded>
    </Card>
  );
}

function Form({ shop, mode }: { readonly shop: string; readonly mode: Sync['TestModeView'] }) {
  const say = useIntegrationTexts();
  const textOf = useProblemText();
  const language = useLanguage();
  const [addresses, setAddresses] = useState<string[]>([...mode.addresses]);
  const params = { path: { shopId: shop } };
  const changes = [['test-mode', shop], keys.connection(shop), keys.status(shop)];
  const set = useAct(
    () => take(sync.PUT('/connections/{shopId}/test-mode', { params, body: { addresses } })),
    {
      said: () => say('test.saved'),
      changes,
    },
  );
  const end = useAct(() => take(sync.DELETE('/connections/{shopId}/test-mode', { params })), {
    said: () => say('test.ended'),
    changes,
  });
  const isChanged = addresses.join() !== mode.addresses.join();
  return (
    <Stack gap="md">
      <UnsavedGuard isChanged={isChanged} />
      {mode.message ? <Note tone="warn">{mode.message[language]}</Note> : null}
      {set.error ? <Note tone="bad">{textOf(set.error)}</Note> : null}
      <TagsInput
        label={say('test.addresses')}
        description={say('test.addressesHint')}
        value={addresses}
        onChange={setAddresses}
        maxTags={100}
        maw={520}
      />
      <Group gap="xs">
        <Button
          variant="default"
          loading={set.isPending}
          disabled={addresses.length === 0}
          onClick={() => void set.run().catch(() => undefined)}
        >
          {say(mode.isOn ? 'test.save' : 'test.begin')}
        </Button>
        {mode.isOn ? (
          <Confirm label={say('test.end')} title={say('test.endTitle')} confirm={say('test.end')} act={end}>
            {say('test.endText', { count: mode.contactsKeptBack })}
          </Confirm>
        ) : null}
      </Group>
    </Stack>
  );
}

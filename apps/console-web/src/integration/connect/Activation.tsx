import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sync, take } from '../../api/client';
import { keys, unlessMissing } from '../../api/shop';
import type { Sync } from '../../api/types';
import { Card } from '../../design/Page';
import { Loaded, Note } from '../../design/States';
import { formatCount } from '../../language/numbers';
import { useLanguage } from '../../language/texts';
import { useIntegrationTexts } from '../texts';

type View = Sync['ActivationView'];
const isOpen = (state: View['run']['state']): boolean => ['waiting', 'running', 'paused'].includes(state);

/** How far the activation came, step by step, and what to do if it failed. */
export function Activation({
  shop,
  onAgain,
  onDone,
}: {
  readonly shop: string;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}) {
  const say = useIntegrationTexts();
  const queries = useQueryClient();
  const progress = useQuery({
    queryKey: ['activation', shop],
    queryFn: () =>
      take(sync.GET('/connections/{shopId}/activation', { params: { path: { shopId: shop } } })).catch(
        unlessMissing,
      ),
    refetchInterval: ({ state }) => (!state.data || isOpen(state.data.run.state) ? 1000 : false),
    staleTime: 0,
  });
  // What is kept from an activation before says nothing of this one.
  const state = progress.isFetchedAfterMount ? progress.data?.run.state : undefined;
  useEffect(() => {
    if (state !== 'done') return;
    void queries.invalidateQueries({ queryKey: keys.connection(shop) });
    void queries.invalidateQueries({ queryKey: keys.status(shop) });
    onDone();
  }, [state, shop, queries, onDone]);
  return (
    <Card title={say('activate.title')} lead={say('activate.text')}>
      <Loaded query={progress}>
        {(view) => (view ? <Steps view={view} onAgain={onAgain} /> : <Loader size="sm" />)}
      </Loaded>
    </Card>
  );
}

function Steps({
  view: { run, steps, message },
  onAgain,
}: {
  readonly view: View;
  readonly onAgain: () => void;
}) {
  const say = useIntegrationTexts();
  const language = useLanguage();
  return (
    <Stack gap="md" aria-live="polite">
      <Stack gap="xs">
        {steps.map((step) => (
          <Group key={step.name} gap="sm" wrap="nowrap">
            <StepIcon state={step.state} />
            <Text {...(step.state === 'to-do' ? { c: 'dimmed' } : {})}>
              {step[language]}
              {step.state === 'under-way' && run.done > 0
                ? ` · ${say('activate.members', { done: formatCount(run.done, language) })}`
                : ''}
            </Text>
          </Group>
        ))}
      </Stack>
      {run.state === 'failed' || run.state === 'cancelled' ? (
        <Note
          tone="bad"
          title={say('activate.failed')}
          action={<Button onClick={onAgain}>{say('activate.again')}</Button>}
        >
          {message?.[language] ?? run.detail}
        </Note>
      ) : null}
    </Stack>
  );
}

function StepIcon({ state }: { readonly state: View['steps'][number]['state'] }) {
  if (state === 'done') return <IconCheck size={18} color="var(--accent)" aria-hidden />;
  if (state === 'under-way') return <Loader size={18} aria-hidden />;
  if (state === 'stopped') return <IconX size={18} color="var(--bad)" aria-hidden />;
  return <IconCircleDashed size={18} color="var(--ink-soft)" aria-hidden />;
}

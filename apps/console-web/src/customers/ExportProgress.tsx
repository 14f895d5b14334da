import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sync, take } from '../api/client';
import { keys, unlessMissing } from '../api/shop';
import type { Sync } from '../api/types';
import { Confirm } from '../design/Confirm';
import { Card } from '../design/Page';
import { Pill, type Tone } from '../design/States';
import { useAct } from '../design/use-act';
import { formatCount } from '../language/numbers';
import { formatAgo, formatDuration } from '../language/times';
import { useLanguage } from '../language/texts';
import styles from './customers.module.css';
import { useCustomersTexts } from './texts';

type View = Sync['ExportView'];
const isOpen = ({ run }: View): boolean => ['waiting', 'running', 'paused'].includes(run.state);

/** The export under way, live; the last one if it has something to mend. Nothing where there was none. */
export function ExportProgress({ shop }: { readonly shop: string }) {
  const exports = useQuery({
    queryKey: keys.exports(shop),
    queryFn: () =>
      take(
        sync.GET('/connections/{shopId}/exports', {
          params: { path: { shopId: shop }, query: { limit: 1 } },
        }),
      ).catch(unlessMissing),
    refetchInterval: ({ state }) => (state.data?.items[0] && isOpen(state.data.items[0]) ? 1500 : 30_000),
  });
  const [last] = exports.data?.items ?? [];
  if (!last || (!isOpen(last) && last.rejected === 0 && last.run.state === 'done')) return null;
  return <Run shop={shop} view={last} />;
}

const tones: Readonly<Partial<Record<View['run']['state'], Tone>>> = {
  done: 'good',
  failed: 'bad',
  paused: 'warn',
};

function Run({ shop, view }: { readonly shop: string; readonly view: View }) {
  const say = useCustomersTexts();
  const language = useLanguage();
  const { run } = view;
  const count = (value: number) => formatCount(value, language);
  const total = run.total ?? run.done;
  const state = run.state === 'waiting' ? 'running' : run.state;
  const of = { done: count(run.done), total: count(total) };
  return (
    <Card
      title={say(`run.${state}`)}
      actions={<Pill tone={tones[state] ?? 'calm'}>{say('run.of', of)}</Pill>}
    >
      {isOpen(view) ? (
        <Progress
          value={total === 0 ? 0 : (run.done / total) * 100}
          size="lg"
          radius="xl"
          aria-label={say(`run.${state}`)}
        />
      ) : null}
      <p className={styles['meta']} aria-live="polite">
        {view.heldUpBy && isOpen(view) ? <span>{say('run.heldUp')}</span> : null}
        {view.secondsLeft !== null && state === 'running' ? (
          <span>{say('run.left', { time: formatDuration(view.secondsLeft, language) })}</span>
        ) : null}
        {run.finishedAt ? (
          <span>{say('run.finished', { when: formatAgo(run.finishedAt, new Date(), language) })}</span>
        ) : null}
        <span>{say('run.stored', { count: count(view.stored) })}</span>
        <span>{say('run.unchanged', { count: count(view.unchanged) })}</span>
        <span>{say('run.rejected', { count: count(view.rejected) })}</span>
      </p>
      <Orders shop={shop} view={view} of={of} />
    </Card>
  );
}

function Orders({
  shop,
  view,
  of,
}: {
  readonly shop: string;
  readonly view: View;
  readonly of: { readonly done: string; readonly total: string };
}) {
  const say = useCustomersTexts();
  const language = useLanguage();
  const { id, state } = view.run;
  const params = (order: 'pause' | 'resume' | 'cancel') => ({ path: { shopId: shop, runId: id, order } });
  const changes = [keys.exports(shop), keys.status(shop)];
  const order = useAct(
    (what: 'pause' | 'resume') =>
      take(sync.POST('/connections/{shopId}/exports/{runId}/{order}', { params: params(what) })),
    { changes, isFailureToast: true },
  );
  const cancel = useAct(
    () => take(sync.POST('/connections/{shopId}/exports/{runId}/{order}', { params: params('cancel') })),
    { changes, said: () => say('run.cancelled') },
  );
  const retry = useAct(
    () =>
      take(
        sync.POST('/connections/{shopId}/exports', {
          params: { path: { shopId: shop } },
          body: { onlyRejected: true },
        }),
      ),
    { changes, said: () => say('export.started'), isFailureToast: true },
  );
  const next = state === 'paused' ? 'resume' : 'pause';
  return (
    <div className={styles['runActions']}>
      {isOpen(view) ? (
        <>
          <Button
            variant="default"
            loading={order.isPending}
            onClick={() => void order.run(next).catch(() => undefined)}
          >
            {say(`run.${next}`)}
          </Button>
          <Confirm
            label={say('run.cancel')}
            title={say('run.cancelTitle')}
            confirm={say('run.cancel')}
            act={cancel}
            isDangerous
          >
            {say('run.cancelText', of)}
          </Confirm>
        </>
      ) : null}
      {view.rejected > 0 ? (
        <>
          <Button
            component="a"
            variant="default"
            href={`/api/sync/connections/${shop}/exports/${id}/rejected?language=${language}`}
            download
          >
            {say('run.rejectedFile')}
          </Button>
          {isOpen(view) ? null : (
            <Button
              variant="default"
              loading={retry.isPending}
              onClick={() => void retry.run().catch(() => undefined)}
            >
              {say('run.retry')}
            </Button>
          )}
        </>
      ) : null}
    </div>
  );
}

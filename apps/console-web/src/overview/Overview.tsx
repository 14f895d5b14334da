import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { connectionQuery } from '../api/shop';
import type { Sync } from '../api/types';
import { Figure, Figures } from '../design/Credits';
import { Card, Columns, Page } from '../design/Page';
import { Loaded } from '../design/States';
import { formatCount, formatPercent } from '../language/numbers';
import { formatAgo, formatDuration } from '../language/times';
import { useLanguage } from '../language/texts';
import { CreditSums } from './CreditSums';
import { Lapses } from './Lapses';
import { useOverviewTexts } from './texts';
import { ToDo } from './ToDo';
import { useLiveStatus } from './use-live-status';

type Status = Sync['ConnectionStatus'];

/** What needs the merchant, how delivery is right now, and what happened with credits lately. */
export function Overview() {
  const say = useOverviewTexts();
  const { shop } = useParams({ from: '/frame/shops/$shop/overview' });
  const status = useLiveStatus(shop);
  const connection = useQuery(connectionQuery(shop));
  return (
    <Page title={say('title')} help="stopped">
      <Loaded query={connection} lines={2}>
        {(found) => <ToDo shop={shop} connection={found} status={status.data ?? null} />}
      </Loaded>
      <Loaded query={status}>{(now) => (now ? <Live status={now} /> : null)}</Loaded>
      <CreditSums shop={shop} />
      <Columns>
        <Lapses shop={shop} />
        {status.data ? <LastExport status={status.data} /> : null}
      </Columns>
    </Page>
  );
}

function Live({ status }: { readonly status: Status }) {
  const say = useOverviewTexts();
  const language = useLanguage();
  const count = (value: number) => formatCount(value, language);
  const waiting = status.lanes.reduce((sum, { contacts, events }) => sum + contacts + events, 0);
  const { requestsPerMinute: all, usedLastMinute: used } = status.budget;
  const { secondsLeft } = status.forecast;
  return (
    <Card title={say('live.title')} lead={say('live.lead')}>
      <Figures>
        <Figure
          name={say('live.waiting')}
          value={count(waiting)}
          note={
            status.oldestSeconds === null
              ? say('live.nothing')
              : say('live.waitingNote', { time: formatDuration(status.oldestSeconds, language) })
          }
        />
        <Figure
          name={say('live.done')}
          value={
            waiting === 0
              ? say('live.now')
              : secondsLeft === null
                ? '–'
                : say('live.in', { time: formatDuration(secondsLeft, language) })
          }
        />
        <Figure
          name={say('live.budget')}
          value={all && used !== null ? formatPercent(Math.min(1, used / all), language) : '–'}
          note={all && used !== null ? say('live.budgetNote', { used: count(used), all: count(all) }) : null}
        />
        <Figure
          name={say('live.last')}
          value={
            status.lastSuccessAt
              ? formatAgo(status.lastSuccessAt, new Date(), language, 'short')
              : say('live.never')
          }
        />
      </Figures>
    </Card>
  );
}

function LastExport({ status: { lastExport } }: { readonly status: Status }) {
  const say = useOverviewTexts();
  const language = useLanguage();
  const count = (value: number) => formatCount(value, language);
  if (!lastExport) return <Card title={say('export.title')}>{say('export.none')}</Card>;
  const { run, stored, unchanged, rejected } = lastExport;
  const text = run.finishedAt
    ? say('export.done', {
        when: formatAgo(run.finishedAt, new Date(), language),
        stored: count(stored),
        unchanged: count(unchanged),
        rejected: count(rejected),
      })
    : say('export.open', { done: count(run.done), total: count(run.total ?? run.done) });
  return <Card title={say('export.title')}>{text}</Card>;
}

import { IconProgress } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { sync, take } from '../api/client';
import table from '../design/design.module.css';
import { ListCard } from '../design/ListCard';
import { Pill } from '../design/States';
import { formatCount } from '../language/numbers';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import { Reason } from './Reason';
import { useOperationsTexts } from './texts';

const tones = {
  waiting: 'plain',
  running: 'calm',
  paused: 'warn',
  done: 'good',
  failed: 'bad',
  cancelled: 'plain',
} as const;

/** Runs of all shops, the newest first. */
export function LongWork() {
  const say = useOperationsTexts();
  const language = useLanguage();
  const runs = useQuery({
    queryKey: ['runs'],
    queryFn: () => take(sync.GET('/runs', { params: { query: { limit: 20 } } })),
    refetchInterval: 5_000,
  });
  return (
    <ListCard
      title={say('runs.title')}
      list={runs}
      empty={{ icon: <IconProgress size={22} />, title: say('runs.empty'), text: say('runs.emptyText') }}
      columns={[
        say('runs.kind'),
        say('shops.shop'),
        say('shops.state'),
        [say('runs.progress'), 'number'],
        [say('shops.since'), 'wide'],
      ]}
      row={(run) => (
        <tr key={run.id}>
          <td>
            <Kind of={run.kind} />
          </td>
          <td>{run.shopId}</td>
          <td>
            <Pill tone={tones[run.state]}>{say(`run.${run.state}`)}</Pill>
            {run.reason ? <Reason of={run.reason} /> : null}
          </td>
          <td className={table['number']}>
            {run.total === 0 ? '–' : formatCount(run.done, language)}
            {run.total ? ` / ${formatCount(run.total, language)}` : ''}
          </td>
          <td className={table['wide']}>{formatMoment(run.createdAt, language)}</td>
        </tr>
      )}
    />
  );
}

const kinds = ['activation', 'fields', 'export', 'export-undone', 'drift'] as const;

/** In words; a kind that this page does not know stays as it is named. */
function Kind({ of }: { readonly of: string }) {
  const say = useOperationsTexts();
  const known = kinds.find((kind) => kind === of);
  return known ? say(`kind.${known}`) : <code className={table['code']}>{of}</code>;
}

import { IconHourglass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { core, take } from '../api/client';
import table from '../design/design.module.css';
import { Card } from '../design/Page';
import { Empty, Loaded } from '../design/States';
import { formatAmount, isZero } from '../language/amounts';
import { formatCount } from '../language/numbers';
import { formatDay } from '../language/times';
import { useLanguage } from '../language/texts';
import { useOverviewTexts } from './texts';

/** What is about to expire in the next weeks. */
export function Lapses({ shop }: { readonly shop: string }) {
  const say = useOverviewTexts();
  const language = useLanguage();
  const lapses = useQuery({
    queryKey: ['lapses', shop],
    queryFn: () =>
      take(core.GET('/shops/{shopId}/lapses', { params: { path: { shopId: shop }, query: { weeks: 8 } } })),
    staleTime: 60_000,
  });
  return (
    <Card title={say('lapses.title')} lead={say('lapses.lead')} flush>
      <Loaded query={lapses}>
        {({ weeks }) =>
          weeks.every(({ amount }) => isZero(amount)) ? (
            <Empty icon={<IconHourglass size={22} />} title={say('lapses.none')}>
              {say('lapses.noneText')}
            </Empty>
          ) : (
            <table className={table['table']}>
              <thead>
                <tr>
                  <th scope="col">{say('lapses.week')}</th>
                  <th scope="col" className={table['number']}>
                    {say('lapses.amount')}
                  </th>
                  <th scope="col" className={table['number']}>
                    {say('lapses.customers')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {weeks.map((week) => (
                  <tr key={week.from}>
                    <td>{formatDay(week.from, language)}</td>
                    <td className={table['number']}>{formatAmount(week.amount, language)}</td>
                    <td className={table['number']}>{formatCount(week.customers, language)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Card>
  );
}

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { core, take } from '../api/client';
import { Figure, Figures } from '../design/Credits';
import { Card } from '../design/Page';
import { Loaded } from '../design/States';
import { formatAmount } from '../language/amounts';
import { formatCount } from '../language/numbers';
import { useLanguage } from '../language/texts';
import { shownSums } from './shown-sums';
import { useOverviewTexts } from './texts';

const CreditChart = lazy(() => import('./CreditChart'));

/** What went to balances and from them in the last thirty days of the shop, in sum and by day. */
export function CreditSums({ shop }: { readonly shop: string }) {
  const say = useOverviewTexts();
  const language = useLanguage();
  const sums = useQuery({
    queryKey: ['sums', shop],
    queryFn: () => take(core.GET('/shops/{shopId}/sums', { params: { path: { shopId: shop } } })),
    staleTime: 60_000,
  });
  return (
    <Card title={say('credits.title')}>
      <Loaded query={sums} lines={6}>
        {({ total, days }) => (
          <>
            <Figures ofCredits>
              {shownSums(total).map((name) => (
                <Figure
                  key={name}
                  name={say(`credits.${name}`)}
                  value={formatAmount(total[name], language)}
                />
              ))}
              <Figure name={say('credits.new')} value={formatCount(total.newCustomers, language)} />
            </Figures>
            <Suspense fallback={<Skeleton height={240} mt="lg" />}>
              <CreditChart days={days} />
            </Suspense>
          </>
        )}
      </Loaded>
    </Card>
  );
}

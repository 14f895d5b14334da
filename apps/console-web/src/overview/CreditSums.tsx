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
import { useOverviewTexts } from './texts';

const CreditChart = lazy(() => import('./CreditChart'));

/** What was given, spent and lost in the last thirty days of the shop, in sum and by day. */
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
            <Figures>
              <Figure name={say('credits.given')} value={formatAmount(total.given, language)} />
              <Figure name={say('credits.spent')} value={formatAmount(total.spent, language)} />
              <Figure name={say('credits.lapsed')} value={formatAmount(total.lapsed, language)} />
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

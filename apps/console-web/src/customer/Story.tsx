import { Button, Timeline } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sync, take } from '../api/client';
import { keys, unlessMissing } from '../api/shop';
import type { Sync } from '../api/types';
import table from '../design/design.module.css';
import { Card } from '../design/Page';
import { Empty, Loaded } from '../design/States';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import { useStoryTexts } from './story-texts';
import { wordsOf } from './story-words';
import { useCustomerTexts } from './texts';

const stepsAtOnce = 30;

/** From ledger entry to Ecomail's answer; the newest at the end, as it happened. */
export function Story({ shop, customer }: { readonly shop: string; readonly customer: string }) {
  const say = useCustomerTexts();
  const [shown, setShown] = useState(stepsAtOnce);
  const story = useQuery({
    queryKey: [...keys.customer(shop, customer), 'story'],
    queryFn: (): Promise<Sync['StoryView'] | null> =>
      take(
        sync.GET('/connections/{shopId}/customers/{customerId}/story', {
          params: { path: { shopId: shop, customerId: customer } },
        }),
      ).catch(unlessMissing),
    refetchInterval: 10_000,
  });
  return (
    <Card title={say('story.title')} lead={say('story.lead')}>
      <Loaded query={story}>
        {(found) =>
          found && found.steps.length > 0 ? (
            <>
              {found.steps.length > shown ? (
                <Button variant="subtle" mb="md" onClick={() => setShown(shown + stepsAtOnce)}>
                  {say('story.older', { count: found.steps.length - shown })}
                </Button>
              ) : null}
              <Steps steps={found.steps.slice(-shown)} />
            </>
          ) : (
            <Empty icon={<IconRoute size={22} />} title={say('story.empty')}>
              {say('story.emptyText')}
            </Empty>
          )
        }
      </Loaded>
    </Card>
  );
}

function Steps({ steps }: { readonly steps: readonly Sync['StoryStepView'][] }) {
  const say = useCustomerTexts();
  const storySay = useStoryTexts();
  const language = useLanguage();
  return (
    <Timeline bulletSize={12} lineWidth={2} active={steps.length}>
      {steps.map((step, index) => {
        const words = wordsOf(step, storySay, language);
        return (
          <Timeline.Item key={`${step.at}${index}`} title={say(`where.${step.where}`)}>
            {words === undefined ? <div lang="en">{step.what}</div> : <div>{words}</div>}
            <div className={table['soft']}>{formatMoment(step.at, language)}</div>
          </Timeline.Item>
        );
      })}
    </Timeline>
  );
}

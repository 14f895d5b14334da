import { IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { gateway, take } from '../api/client';
import type { Gateway } from '../api/types';
import styles from '../design/design.module.css';
import { Card } from '../design/Page';
import { Scroll } from '../design/Scroll';
import { Empty, Loaded, Pill } from '../design/States';
import { formatAmount, negative } from '../language/amounts';
import { formatMoment } from '../language/times';
import { type Language, useLanguage } from '../language/texts';
import { useIntegrationTexts } from './texts';

const verdicts = ['genuine', 'echo', 'other-list', 'not-so', 'unconfirmed', 'no-connection'] as const;

/** What Ecomail told us of the list lately, and what we found out about it. */
export function Notices({ shop }: { readonly shop: string }) {
  const say = useIntegrationTexts();
  const notices = useQuery({
    queryKey: ['notices', shop],
    queryFn: () =>
      take(
        gateway.GET('/shops/{shopId}/notices', { params: { path: { shopId: shop }, query: { limit: 10 } } }),
      ),
    refetchInterval: 15_000,
  });
  return (
    <Card title={say('notices.title')} lead={say('notices.lead')} flush>
      <Loaded query={notices}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={<IconInbox size={22} />} title={say('notices.empty')}>
              {say('notices.emptyText')}
            </Empty>
          ) : (
            <NoticesTable items={items} />
          )
        }
      </Loaded>
    </Card>
  );
}

function NoticesTable({ items }: { readonly items: readonly Gateway['NoticeAnswer'][] }) {
  const say = useIntegrationTexts();
  const language = useLanguage();
  return (
    <Scroll label={say('notices.title')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{say('notices.at')}</th>
            <th scope="col">{say('notices.who')}</th>
            <th scope="col">{say('notices.what')}</th>
            <th scope="col">{say('notices.verdict')}</th>
            <th scope="col" className={styles['number']}>
              {say('notices.credits')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((notice) => (
            <tr key={notice.id}>
              <td>{formatMoment(notice.receivedAt, language)}</td>
              <td>{notice.email ?? '–'}</td>
              <td>{say(statusOf(notice))}</td>
              <td>
                <Pill
                  tone={notice.verdict === 'genuine' ? 'good' : notice.state === 'rejected' ? 'bad' : 'plain'}
                >
                  {say(verdictOf(notice))}
                </Pill>
              </td>
              <td className={styles['number']}>{creditsOf(notice, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const statusOf = ({ status }: Gateway['NoticeAnswer']) =>
  status === 'subscribed' || status === 'unsubscribed' ? (`notice.${status}` as const) : 'notice.unknown';

function verdictOf({ state, verdict }: Gateway['NoticeAnswer']) {
  if (state === 'rejected') return 'verdict.rejected';
  const known = verdicts.find((one) => one === verdict);
  return known ? (`verdict.${known}` as const) : 'verdict.waiting';
}

/** What the customer got or lost by it. */
function creditsOf({ command, outcome, outcomeAmount }: Gateway['NoticeAnswer'], language: Language): string {
  if (command === null || outcome !== 'applied' || outcomeAmount === null) return '';
  const change = command.startsWith('loyalty.RevokeCredit.') ? negative(outcomeAmount) : outcomeAmount;
  return formatAmount(change, language, { signed: true });
}

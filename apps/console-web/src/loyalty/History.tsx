import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { core, take } from '../api/client';
import { usePersonNames } from '../api/people';
import type { Core } from '../api/types';
import table from '../design/design.module.css';
import { Card } from '../design/Page';
import { Scroll } from '../design/Scroll';
import { Empty, Loaded } from '../design/States';
import { formatMoment } from '../language/times';
import { formatAmount } from '../language/amounts';
import { useLanguage } from '../language/texts';
import { useHistoryTexts } from './history-texts';
import { isCreation, settingName, settingWord } from './setting-words';
import { useLoyaltyTexts } from './texts';

/** Who changed which setting from what to what. */
export function History({ shop }: { readonly shop: string }) {
  const say = useLoyaltyTexts();
  const history = useQuery({
    queryKey: ['history', shop],
    queryFn: () =>
      take(
        core.GET('/shops/{shopId}/settings/history', {
          params: { path: { shopId: shop }, query: { limit: 20 } },
        }),
      ),
  });
  return (
    <Card title={say('history.title')} flush>
      <Loaded query={history}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={<IconHistory size={22} />} title={say('history.empty')}>
              {say('history.emptyText')}
            </Empty>
          ) : (
            <Changes items={items} />
          )
        }
      </Loaded>
    </Card>
  );
}

function Changes({ items }: { readonly items: readonly Core['SettingsChangeView'][] }) {
  const say = useLoyaltyTexts();
  const language = useLanguage();
  const nameOf = usePersonNames();
  return (
    <Scroll label={say('history.title')}>
      <table className={table['table']}>
        <thead>
          <tr>
            <th scope="col">{say('history.at')}</th>
            <th scope="col">{say('history.what')}</th>
            <th scope="col">{say('history.who')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.changedAt}${item.part}`}>
              <td>{formatMoment(item.changedAt, language)}</td>
              <td>
                {isCreation(item.changes) ? (
                  <details>
                    <summary>{say('history.created', { count: item.changes.length })}</summary>
                    <Lines of={item.changes} />
                  </details>
                ) : (
                  <Lines of={item.changes} />
                )}
              </td>
              <td>{item.actor === null ? item.service : nameOf(item.actor, say('history.other'))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Each setting in a line of its own: from what to what. */
function Lines({ of }: { readonly of: Core['SettingsChangeView']['changes'] }) {
  const say = useLoyaltyTexts();
  const language = useLanguage();
  const words = useHistoryTexts();
  const shown = (field: string, value: string | number | boolean | null) => {
    const word = settingWord(field, value);
    if (word) return words(`word.${word}`);
    if (typeof value === 'boolean') return words(value ? 'word.true' : 'word.false');
    if (value === null) return say('history.none');
    return isAmount(field) ? formatAmount(String(value), language) : String(value);
  };
  const nameOf = (field: string) => {
    const name = settingName(field);
    return name ? words(`setting.${name}`) : <code className={table['code']}>{field}</code>;
  };
  return of.map(({ field, from, to }) => (
    <div key={field}>
      {nameOf(field)}: {from === null ? null : <>{shown(field, from)} → </>}
      <strong>{shown(field, to)}</strong>
    </div>
  ));
}

const isAmount = (field: string): boolean => field === 'newsletterReward' || field === 'registrationReward';

import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { core, take } from '../api/client';
import type { Core } from '../api/types';
import table from '../design/design.module.css';
import { Card } from '../design/Page';
import { Scroll } from '../design/Scroll';
import { Empty, Loaded } from '../design/States';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
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
  const shown = (value: string | number | boolean | null) =>
    value === null ? say('history.none') : String(value);
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
                {item.changes.map(({ field, from, to }) => (
                  <div key={field}>
                    <code className={table['code']}>{field}</code> {shown(from)} → {shown(to)}
                  </div>
                ))}
              </td>
              <td>{item.actor ?? item.service}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

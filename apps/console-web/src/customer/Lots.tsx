import { Button } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { useState } from 'react';
import type { Core } from '../api/types';
import table from '../design/design.module.css';
import { Card } from '../design/Page';
import { Scroll } from '../design/Scroll';
import { Empty } from '../design/States';
import { formatAmount } from '../language/amounts';
import { formatDay } from '../language/times';
import { useLanguage } from '../language/texts';
import { useCustomerTexts } from './texts';

const shownAtFirst = 8;

/** What is left of each award, and until when. */
export function Lots({ lots }: { readonly lots: Core['AccountView']['lots'] }) {
  const say = useCustomerTexts();
  const language = useLanguage();
  const [isWhole, setWhole] = useState(false);
  if (lots.length === 0)
    return (
      <Card title={say('lots.title')} flush>
        <Empty icon={<IconCoins size={22} />} title={say('lots.empty')}>
          {say('lots.emptyText')}
        </Empty>
      </Card>
    );
  return (
    <Card title={say('lots.title')} lead={say('lots.lead')} flush>
      <Scroll label={say('lots.title')}>
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">{say('lots.until')}</th>
              <th scope="col" className={table['number']}>
                {say('lots.of')}
              </th>
              <th scope="col" className={table['number']}>
                {say('lots.remaining')}
              </th>
            </tr>
          </thead>
          <tbody>
            {(isWhole ? lots : lots.slice(0, shownAtFirst)).map((lot) => (
              <tr key={lot.id}>
                <td>{lot.expiresOn ? formatDay(lot.expiresOn, language) : say('forever')}</td>
                <td className={table['number']}>{formatAmount(lot.amount, language)}</td>
                <td className={table['number']}>{formatAmount(lot.remaining, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {isWhole || lots.length <= shownAtFirst ? null : (
        <Button m="md" variant="default" onClick={() => setWhole(true)}>
          {say('lots.all', { count: lots.length })}
        </Button>
      )}
    </Card>
  );
}

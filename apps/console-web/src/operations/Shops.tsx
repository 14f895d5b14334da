import { IconBuildingStore } from '@tabler/icons-react';
import { sync, take } from '../api/client';
import { usePages } from '../api/pages';
import type { Session } from '../api/session';
import type { Sync } from '../api/types';
import table from '../design/design.module.css';
import { TextLink } from '../design/Links';
import { ListCard } from '../design/ListCard';
import { Pill } from '../design/States';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import { Reason } from './Reason';
import { type Group, pageByState } from './shops-by-state';
import { useOperationsTexts } from './texts';

type Listed = Sync['ConnectionListed'];
const tones = { active: 'good', failing: 'warn', paused: 'bad', inactive: 'plain' } as const;
const perPage = 100;

const stateOf = ({ state, failing }: Listed): Group => (state === 'active' && failing ? 'failing' : state);

/** The connection of every shop; those that stand still come first. */
export function Shops({ names }: { readonly names: Session['shops'] }) {
  const say = useOperationsTexts();
  const language = useLanguage();
  const connections = usePages(
    ['connections'],
    (before, signal) =>
      pageByState(before, perPage, (query) => take(sync.GET('/connections', { params: { query }, signal }))),
    { refetchInterval: 15_000 },
  );
  // One whose state changes between two pages comes in both.
  const found = connections.data?.items;
  const items = found && [...new Map(found.map((one) => [one.shopId, one])).values()];
  const nameOf = (shop: string): string => names.find(({ id }) => id === shop)?.name ?? shop;
  return (
    <ListCard
      title={say('shops.title')}
      lead={say('shops.lead')}
      list={{ ...connections, data: items && { items } }}
      empty={{
        icon: <IconBuildingStore size={22} />,
        title: say('shops.empty'),
        text: say('shops.emptyText'),
      }}
      columns={[say('shops.shop'), say('shops.state'), [say('shops.list'), 'wide'], say('shops.since')]}
      row={(one) => (
        <tr key={one.shopId}>
          <td>
            <TextLink to="/shops/$shop/overview" params={{ shop: one.shopId }}>
              {nameOf(one.shopId)}
            </TextLink>
          </td>
          <td>
            <Pill tone={tones[stateOf(one)]}>{say(`state.${stateOf(one)}`)}</Pill>
            {one.reason ? <Reason of={one.reason} /> : null}
          </td>
          <td className={table['wide']}>{one.listName || '–'}</td>
          <td>{formatMoment(one.changedAt, language)}</td>
        </tr>
      )}
    />
  );
}

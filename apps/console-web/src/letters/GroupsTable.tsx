import { IconMailCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { letters, take } from '../api/client';
import { usePages } from '../api/pages';
import type { Letters } from '../api/types';
import table from '../design/design.module.css';
import { TextLink } from '../design/Links';
import { ListCard } from '../design/ListCard';
import { Pill } from '../design/States';
import { formatCount } from '../language/numbers';
import { formatAgo } from '../language/times';
import { useLanguage } from '../language/texts';
import styles from './letters.module.css';
import { lettersKey } from '../api/letters';
import { Sparkline } from './Sparkline';
import { useContractWords } from '../problems/contract-words';
import { useLettersTexts } from './texts';

/** Letters that failed alike, as one line; those that grew last come first. */
export function GroupsTable({ isAll, actions }: { readonly isAll: boolean; readonly actions: ReactNode }) {
  const say = useLettersTexts();
  const groups = usePages(
    [...lettersKey, 'groups', isAll],
    (before, signal) =>
      take(letters.GET('/groups', { params: { query: { before, limit: 50, all: isAll } }, signal })),
    { refetchInterval: 10_000 },
  );
  return (
    <ListCard
      title={say('groups.title')}
      lead={say('groups.lead')}
      actions={actions}
      list={groups}
      empty={{
        icon: <IconMailCheck size={22} />,
        title: say('groups.empty'),
        text: say('groups.emptyText'),
      }}
      columns={[
        say('groups.what'),
        [say('groups.day'), 'wide'],
        [say('groups.open'), 'number'],
        [say('groups.last'), 'wide'],
      ]}
      row={(group) => <GroupRow key={group.id} group={group} />}
    />
  );
}

function GroupRow({ group }: { readonly group: Letters['GroupView'] }) {
  const { problemOf } = useContractWords();
  const say = useLettersTexts();
  const language = useLanguage();
  return (
    <tr>
      <td>
        <div className={styles['what']}>
          {group.isSeen ? null : (
            <span className={styles['isNew']} role="img" aria-label={say('groups.new')} />
          )}
          <TextLink to="/operations/letters/groups/$group" params={{ group: group.id }}>
            {problemOf(group.message) || group.code}
          </TextLink>
          <small>
            {group.code} · {group.type} · {group.queue}
          </small>
          {group.isOnHold ? <Pill tone="warn">{say('group.onHold')}</Pill> : null}
          {group.note ? <small>{group.note}</small> : null}
        </div>
      </td>
      <td className={table['wide']}>
        <Sparkline hours={group.hours} />
      </td>
      <td className={table['number']}>{formatCount(group.counts.open, language)}</td>
      <td className={table['wide']}>{formatAgo(group.lastAt, new Date(), language)}</td>
    </tr>
  );
}

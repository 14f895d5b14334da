import { NativeSelect } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { own, take } from '../api/client';
import { usePages } from '../api/pages';
import { usePeople } from '../api/people';
import { sessionQuery } from '../api/session';
import type { Own } from '../api/types';
import table from '../design/design.module.css';
import { ListCard } from '../design/ListCard';
import { Page } from '../design/Page';
import { Pill } from '../design/States';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import { OperatorsOnly } from '../operations/OperatorsOnly';
import { meaningOf, outcomeOf } from './audit-entry';
import { usePeopleTexts } from './texts';

/** Every change that somebody asked for through the console: who, when, what, and what came of it. */
export function Audit() {
  const say = usePeopleTexts();
  const search = useSearch({ from: '/frame/operations/audit' });
  const entries = usePages(['audit', search], (before, signal) =>
    take(own.GET('/api/audit', { params: { query: { ...search, before, limit: 50 } }, signal })),
  );
  const isNarrowed = search.shopId !== undefined || search.personId !== undefined;
  return (
    <OperatorsOnly>
      <Page title={say('audit.title')} lead={say('audit.lead')}>
        <Filters />
        <ListCard
          label={say('audit.title')}
          list={entries}
          empty={{
            icon: <IconHistory size={22} />,
            title: say(isNarrowed ? 'audit.none' : 'audit.empty'),
            text: say(isNarrowed ? 'audit.noneText' : 'audit.emptyText'),
          }}
          columns={[
            say('audit.when'),
            say('audit.who'),
            say('audit.what'),
            [say('audit.shop'), 'wide'],
            say('audit.outcome'),
          ]}
          row={(entry) => <EntryRow key={entry.id} entry={entry} />}
        />
      </Page>
    </OperatorsOnly>
  );
}

function Filters() {
  const say = usePeopleTexts();
  const search = useSearch({ from: '/frame/operations/audit' });
  const navigate = useNavigate({ from: '/operations/audit' });
  const { data: session } = useSuspenseQuery(sessionQuery);
  const people = usePeople();
  const narrow = (part: typeof search) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  return (
    <search className={table['filters']}>
      <NativeSelect
        aria-label={say('audit.shop')}
        value={search.shopId ?? ''}
        data={[
          { value: '', label: say('audit.everyShop') },
          ...(session?.shops ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) => narrow({ shopId: value || undefined })}
      />
      <NativeSelect
        aria-label={say('audit.who')}
        value={search.personId ?? ''}
        data={[
          { value: '', label: say('audit.everybody') },
          ...people.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
        ]}
        onChange={({ currentTarget: { value } }) => narrow({ personId: value || undefined })}
      />
    </search>
  );
}

const tones = { done: 'good', refused: 'warn', failed: 'bad', unknown: 'plain' } as const;

function EntryRow({ entry }: { readonly entry: Own['AuditEntry'] }) {
  const say = usePeopleTexts();
  const language = useLanguage();
  const meaning = meaningOf(entry);
  const outcome = outcomeOf(entry.status);
  return (
    <tr>
      <td>{formatMoment(entry.at, language)}</td>
      <td>{entry.personName ?? entry.personId ?? say('audit.nobody')}</td>
      <td>
        {meaning ? <div>{say(`did.${meaning}`)}</div> : null}
        <span className={`${table['soft']} ${table['small']} ${table['path']}`}>
          {entry.method} {entry.path}
        </span>
      </td>
      <td className={table['wide']}>{entry.shopId ?? '–'}</td>
      <td>
        <Pill tone={tones[outcome]}>{say(`outcome.${outcome}`)}</Pill>
        {outcome === 'refused' || outcome === 'failed' ? (
          <div className={table['soft']}>{entry.status}</div>
        ) : null}
      </td>
    </tr>
  );
}

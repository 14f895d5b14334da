import { Checkbox } from '@mantine/core';
import { IconMailSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { letters, take } from '../api/client';
import { usePages } from '../api/pages';
import type { Letters } from '../api/types';
import { ListCard } from '../design/ListCard';
import { ActsOnLetters } from './actions/ActsOnLetters';
import { filterFrom, isNarrowed, textFilters, type LetterSearch } from './filter-values';
import { LetterFilters } from './LetterFilters';
import { LetterRow, useLetterColumns } from './LetterRow';
import { lettersKey } from '../api/letters';
import { useLettersTexts } from './texts';

const ofGroup = ['shopId', 'customerId', 'messageId'] as const;
const shownAtOnce = 50;

/** Letters with filters; what is done is done with the ticked ones, or with all that fit. */
export function LetterList({
  search,
  groupId,
  isOnHold = false,
  onChange,
}: {
  readonly search: LetterSearch;
  readonly groupId?: string;
  readonly isOnHold?: boolean;
  readonly onChange: (search: LetterSearch) => void;
}) {
  const say = useLettersTexts();
  const filter = filterFrom(search, groupId);
  const state = search.state ?? 'open';
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const list = usePages(
    [...lettersKey, 'list', filter, state],
    (before, signal) =>
      take(
        letters.GET('/letters', {
          params: { query: { ...filter, state, before, limit: shownAtOnce } },
          signal,
        }),
      ),
    { refetchInterval: 10_000 },
  );
  const shown = list.data?.items ?? [];
  const chosen = shown.map(({ id }) => id).filter((id) => ticked.includes(id));
  const columns = useLetterColumns();
  const row = (letter: Letters['LetterView']) => (
    <LetterRow
      key={letter.id}
      letter={letter}
      isOfGroup={groupId !== undefined}
      tick={
        <Checkbox
          aria-label={say('letter.tick', { id: letter.messageId })}
          checked={ticked.includes(letter.id)}
          onChange={({ currentTarget: { checked } }) =>
            setTicked((now) => (checked ? [...now, letter.id] : now.filter((id) => id !== letter.id)))
          }
        />
      }
    />
  );
  return (
    <>
      <LetterFilters
        search={search}
        names={groupId === undefined ? textFilters : ofGroup}
        onChange={onChange}
      />
      <ListCard
        title={say('list.title')}
        lead={say(chosen.length > 0 ? 'list.someChosen' : 'list.allMeant')}
        actions={
          shown.length === 0 ? null : (
            <ActsOnLetters
              state={state}
              isOnHold={isOnHold}
              selection={chosen.length > 0 ? { ids: chosen } : { filter }}
            />
          )
        }
        list={list}
        empty={{
          icon: <IconMailSearch size={22} />,
          title: say(isNarrowed(search) ? 'list.none' : `list.none.${state}`),
          text: say(isNarrowed(search) ? 'list.noneText' : 'list.noneOfState'),
        }}
        columns={[say('list.choice'), ...columns]}
        row={row}
      />
    </>
  );
}

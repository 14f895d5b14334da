import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { OperatorsOnly } from '../operations/OperatorsOnly';
import { Figure, Figures } from '../design/Credits';
import { LinkButton } from '../design/Links';
import { Card, Page } from '../design/Page';
import { Loaded } from '../design/States';
import { formatCount } from '../language/numbers';
import { formatAgo } from '../language/times';
import { useLanguage } from '../language/texts';
import { GroupsTable } from './GroupsTable';
import { statsQuery } from '../api/letters';
import { useLettersTexts } from './texts';

/** Messages that nobody will try again by themselves: how many, since when, and which failed alike. */
export function Letters() {
  const say = useLettersTexts();
  const [isAll, setAll] = useState(false);
  return (
    <OperatorsOnly>
      <Page
        title={say('title')}
        lead={say('lead')}
        actions={
          <>
            <LinkButton variant="default" to="/operations/letters/search">
              {say('search.title')}
            </LinkButton>
            <LinkButton variant="default" to="/operations/letters/history">
              {say('history.title')}
            </LinkButton>
          </>
        }
      >
        <Sums />
        <GroupsTable
          isAll={isAll}
          actions={
            <Switch
              label={say('groups.all')}
              checked={isAll}
              onChange={({ currentTarget }) => setAll(currentTarget.checked)}
            />
          }
        />
      </Page>
    </OperatorsOnly>
  );
}

function Sums() {
  const say = useLettersTexts();
  const language = useLanguage();
  const stats = useQuery(statsQuery);
  const count = (value: number) => formatCount(value, language);
  return (
    <Card>
      <Loaded query={stats} lines={2}>
        {({ counts, groups, unseenGroups, oldestUnseenAt }) => (
          <Figures>
            <Figure
              name={say('sums.open')}
              value={count(counts.open)}
              note={say('sums.groups', { groups: count(groups) })}
            />
            <Figure
              name={say('sums.unseen')}
              value={count(unseenGroups)}
              note={
                oldestUnseenAt
                  ? say('sums.oldest', { when: formatAgo(oldestUnseenAt, new Date(), language) })
                  : say('sums.allSeen')
              }
            />
            <Figure name={say('sums.taken')} value={count(counts.taken)} note={say('sums.takenNote')} />
            <Figure
              name={say('sums.settled')}
              value={count(counts.delivered)}
              note={say('sums.discarded', { letters: count(counts.discarded) })}
            />
          </Figures>
        )}
      </Loaded>
    </Card>
  );
}

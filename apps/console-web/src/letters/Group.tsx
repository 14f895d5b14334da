import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Letters } from '../api/types';
import { Facts } from '../design/Credits';
import table from '../design/design.module.css';
import { TextLink } from '../design/Links';
import { Card, Page } from '../design/Page';
import { Loaded, Note } from '../design/States';
import { OperatorsOnly } from '../operations/OperatorsOnly';
import { formatCount } from '../language/numbers';
import { formatMoment } from '../language/times';
import { useLanguage } from '../language/texts';
import { useContractWords } from '../problems/contract-words';
import { GroupKeeping } from './GroupKeeping';
import { LetterList } from './LetterList';
import { groupQuery } from '../api/letters';
import { Sparkline } from './Sparkline';
import { useLettersTexts } from './texts';

/** Letters that failed alike: what happened, what is known about it, and the letters themselves. */
export function Group() {
  const say = useLettersTexts();
  const { group: id } = useParams({ from: '/frame/operations/letters/groups/$group' });
  const search = useSearch({ from: '/frame/operations/letters/groups/$group' });
  const navigate = useNavigate({ from: '/operations/letters/groups/$group' });
  const group = useQuery(groupQuery(id));
  return (
    <OperatorsOnly>
      <Page
        title={say('group.title')}
        lead={group.data?.type}
        back={<TextLink to="/operations/letters">{say('back')}</TextLink>}
      >
        <Loaded query={group}>{(view) => <About group={view} />}</Loaded>
        <LetterList
          search={search}
          groupId={id}
          isOnHold={group.data?.isOnHold === true}
          onChange={(changed) => void navigate({ search: changed, replace: true })}
        />
      </Page>
    </OperatorsOnly>
  );
}

function About({ group }: { readonly group: Letters['GroupView'] }) {
  const say = useLettersTexts();
  const language = useLanguage();
  const { problemOf } = useContractWords();
  const { counts } = group;
  return (
    <Card>
      <Note tone="warn" title={problemOf(group.message) || group.code}>
        {group.why[language]}
      </Note>
      <Facts
        of={[
          [
            say('fact.code'),
            <code key="code" className={table['code']}>
              {group.code}
            </code>,
          ],
          [say('fact.queue'), group.queue],
          [say('fact.service'), group.service],
          group.frames !== '' && [say('fact.frames'), group.frames],
          [
            say('group.counts'),
            say('group.countsText', {
              open: formatCount(counts.open, language),
              taken: formatCount(counts.taken, language),
              delivered: formatCount(counts.delivered, language),
              discarded: formatCount(counts.discarded, language),
            }),
          ],
          [say('groups.day'), <Sparkline key="hours" hours={group.hours} />],
          [say('fact.first'), formatMoment(group.firstAt, language)],
          [say('fact.last'), formatMoment(group.lastAt, language)],
        ]}
      />
      <GroupKeeping group={group} />
    </Card>
  );
}

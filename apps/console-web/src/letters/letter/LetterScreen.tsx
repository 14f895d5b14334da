import { IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Card, Page } from '../../design/Page';
import { TextLink } from '../../design/Links';
import { ListCard } from '../../design/ListCard';
import { Loaded, Pill } from '../../design/States';
import type { Letters } from '../../api/types';
import { OperatorsOnly } from '../../operations/OperatorsOnly';
import { LetterRow, stateTones, useLetterColumns } from '../LetterRow';
import { letterQuery } from '../../api/letters';
import { useLettersTexts } from '../texts';
import { Advice } from './Advice';
import { Attempts } from './Attempts';
import { BesideContract } from './BesideContract';
import { Changes } from './Changes';
import { LetterFacts } from './LetterFacts';

/** One letter: why it is here and what is safe, the message beside its contract, what was tried, and the customer's others. */
export function LetterScreen() {
  const say = useLettersTexts();
  const { letter: id } = useParams({ from: '/frame/operations/letters/$letter' });
  const found = useQuery(letterQuery(id));
  const letter = found.data?.letter;
  return (
    <OperatorsOnly>
      <Page
        title={letter?.type ?? say('letter.title')}
        lead={
          letter ? <Pill tone={stateTones[letter.state]}>{say(`state.${letter.state}`)}</Pill> : undefined
        }
        back={
          letter ? (
            <TextLink to="/operations/letters/groups/$group" params={{ group: letter.groupId }}>
              {say('letter.toGroup')}
            </TextLink>
          ) : null
        }
      >
        <Loaded query={found} lines={8}>
          {(full) => <Full of={full} />}
        </Loaded>
      </Page>
    </OperatorsOnly>
  );
}

function Full({ of }: { readonly of: Letters['LetterInFull'] }) {
  const say = useLettersTexts();
  const columns = useLetterColumns();
  return (
    <>
      <Advice of={of} />
      <BesideContract of={of} />
      {of.changes.length > 0 ? (
        <Card title={say('changes.title')} lead={say('changes.lead')} flush>
          <Changes of={of.changes.map(({ field, before, after }) => ({ name: field, before, after }))} />
        </Card>
      ) : null}
      <LetterFacts of={of} />
      {of.tries.length > 0 ? <Attempts tries={of.tries} /> : null}
      {of.letter.customerId === null && of.others.length === 0 ? null : (
        <ListCard
          title={say('others.title')}
          list={{ data: { items: of.others }, error: null, refetch: () => Promise.resolve() }}
          empty={{ icon: <IconUser size={22} />, title: say('others.empty'), text: say('others.emptyText') }}
          columns={columns}
          row={(letter) => <LetterRow key={letter.id} letter={letter} />}
        />
      )}
    </>
  );
}

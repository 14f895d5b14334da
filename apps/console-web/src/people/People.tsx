import { Button, Group } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { own, take } from '../api/client';
import { usePages } from '../api/pages';
import { peopleKey } from '../api/people';
import { sessionQuery } from '../api/session';
import type { Own } from '../api/types';
import table from '../design/design.module.css';
import { TextLink } from '../design/Links';
import { ListCard } from '../design/ListCard';
import { Page } from '../design/Page';
import { Pill } from '../design/States';
import { formatAgo } from '../language/times';
import { useLanguage } from '../language/texts';
import { OperatorsOnly } from '../operations/OperatorsOnly';
import { PersonAccess } from './PersonAccess';
import { PersonDialog } from './PersonDialog';
import { usePeopleTexts } from './texts';

type Person = Own['PersonView'];
const tones = { active: 'good', invited: 'calm', disabled: 'plain' } as const;

/** Who may sign in, and to what. */
export function People() {
  const say = usePeopleTexts();
  const [edited, setEdited] = useState<Person | 'new'>();
  const people = usePages([...peopleKey, 'list'], (before, signal) =>
    take(own.GET('/api/people', { params: { query: { before, limit: 50 } }, signal })),
  );
  const invite = <Button onClick={() => setEdited('new')}>{say('people.invite')}</Button>;
  return (
    <OperatorsOnly>
      <Page title={say('people.title')} lead={say('people.lead')} actions={invite}>
        <ListCard
          label={say('people.title')}
          list={people}
          empty={{
            icon: <IconUserPlus size={22} />,
            title: say('people.empty'),
            text: say('people.emptyText'),
            action: invite,
          }}
          columns={[
            say('people.who'),
            say('people.access'),
            [say('people.state'), 'wide'],
            [say('people.seen'), 'wide'],
            say('people.acts'),
          ]}
          row={(person) => <PersonRow key={person.id} person={person} onChange={() => setEdited(person)} />}
        />
        <PersonDialog of={edited} onClose={() => setEdited(undefined)} />
      </Page>
    </OperatorsOnly>
  );
}

function PersonRow({ person, onChange }: { readonly person: Person; readonly onChange: () => void }) {
  const say = usePeopleTexts();
  const language = useLanguage();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const state = <Pill tone={tones[person.state]}>{say(`state.${person.state}`)}</Pill>;
  const nameOf = (shop: string) => session?.shops.find(({ id }) => id === shop)?.name ?? shop;
  return (
    <tr>
      <td>
        <strong>{person.name}</strong>
        <div className={table['narrow']}>{state}</div>
        <div className={table['soft']}>{person.email}</div>
        <TextLink to="/operations/audit" search={{ personId: person.id }}>
          {say('people.audit')}
        </TextLink>
      </td>
      <td>
        {say(`role.${person.role}`)}
        <div className={table['soft']}>
          {person.role === 'operator' ? say('people.everyShop') : person.shops.map(nameOf).join(', ')}
        </div>
      </td>
      <td className={table['wide']}>{state}</td>
      <td className={table['wide']}>
        {person.lastSignedInAt ? formatAgo(person.lastSignedInAt, new Date(), language) : say('people.never')}
      </td>
      <td>
        <Group gap="xs" className={table['acts'] ?? ''}>
          <Button variant="default" size="compact-sm" onClick={onChange}>
            {say('people.change')}
          </Button>
          <PersonAccess person={person} isSelf={session?.person.id === person.id} />
        </Group>
      </td>
    </tr>
  );
}

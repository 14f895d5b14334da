import { useSuspenseQuery } from '@tanstack/react-query';
import { sessionQuery, type Session } from '../api/session';
import { Facts } from '../design/Credits';
import { Card, Page } from '../design/Page';
import { Pill } from '../design/States';
import { LongWork } from './LongWork';
import { Shops } from './Shops';
import { OperatorsOnly } from './OperatorsOnly';
import { useOperationsTexts } from './texts';

/** For operators: what runs, which shops stand still, and the work of all of them. */
export function Operations() {
  const say = useOperationsTexts();
  const { data: session } = useSuspenseQuery(sessionQuery);
  return (
    <OperatorsOnly>
      <Page title={say('title')} lead={say('lead')}>
        {session ? <Services services={session.services} /> : null}
        <Shops names={session?.shops ?? []} />
        <LongWork />
      </Page>
    </OperatorsOnly>
  );
}

const services = ['core', 'sync', 'gateway', 'letters'] as const;

function Services({ services: states }: { readonly services: Session['services'] }) {
  const say = useOperationsTexts();
  return (
    <Card title={say('services.title')}>
      <Facts
        of={services.map(
          (name) =>
            [
              say(`service.${name}`),
              <Pill key={name} tone={states[name] === 'up' ? 'good' : 'bad'}>
                {say(states[name])}
              </Pill>,
            ] as const,
        )}
      />
    </Card>
  );
}
